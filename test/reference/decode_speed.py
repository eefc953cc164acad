"""How fast REFERS decodes, beside dcmtk and GDCM on the same files.

    python decode_speed.py make REFERS FILE FOLDER      a radiograph as 3000 x 2500 files in every transfer syntax
    python decode_speed.py compare REFERS FOLDER        alternating pairs on each of them, and the median of their ratios

REFERS is the command of this program. FILE is any radiograph that it reads; it is mirrored until it fills 3000 x 2500 pixels
and brought to 16 and to 12 bits, where bits that it does not have are filled with noise, as a detector does. The files are made
by dcmtk (dcmcjpeg, dcmcjpls, dcmcrle) and GDCM (gdcmconv, for JPEG 2000). Needs numpy.

A tool's time holds the start of its process and the writing of the decoded file, into memory if FOLDER lies there. What those take
shows in the row of the uncompressed file, which the tool only copies. Nothing is subtracted.
"""

import argparse
import json
import os
import shutil
import struct
import subprocess
import tempfile

import numpy as np

ROWS, COLUMNS = 3000, 2500

# Name, bits, how it is made, and the other decoders of it.
DCMTK = {"native": "dcmconv", "rle": "dcmdrle", "jpeg": "dcmdjpeg", "jpegls": "dcmdjpls"}
SYNTAXES = [
    ("native", 16, None, ["native"]),
    ("rle", 16, "dcmcrle {in} {out}", ["rle"]),
    ("lossless-sv1", 16, "dcmcjpeg +e1 {in} {out}", ["jpeg"]),
    ("lossless-sv6", 16, "dcmcjpeg +el +sv 6 {in} {out}", ["jpeg"]),
    ("jpegls", 16, "dcmcjpls +el {in} {out}", ["jpegls"]),
    ("jpegls-near", 16, "dcmcjpls +en {in} {out}", ["jpegls"]),
    ("jpeg2000", 16, "gdcmconv --j2k {in} {out}", []),
    ("native", 12, None, ["native"]),
    ("rle", 12, "dcmcrle {in} {out}", ["rle"]),
    ("lossless-sv1", 12, "dcmcjpeg +e1 {in} {out}", ["jpeg"]),
    ("extended", 12, "dcmcjpeg +ee +bt {in} {out}", ["jpeg"]),
    ("jpegls", 12, "dcmcjpls +el {in} {out}", ["jpegls"]),
    ("jpeg2000", 12, "gdcmconv --j2k {in} {out}", []),
    ("baseline", 8, "dcmcjpeg +eb {in} {out}", ["jpeg"]),
]


def fitted(values, seen, bits):
    """Mirrored to the size, at the bits asked for."""
    while values.shape[0] < ROWS:
        values = np.concatenate([values, values[::-1]])
    while values.shape[1] < COLUMNS:
        values = np.concatenate([values, values[:, ::-1]], 1)
    values = values[:ROWS, :COLUMNS].astype(np.int64)
    if seen > bits:
        return values >> seen - bits
    noise = np.random.default_rng(1).integers(0, 1 << bits - seen, values.shape)
    return (values << bits - seen) + noise


def element(group, number, kind, value):
    value = value.encode() if isinstance(value, str) else value
    value += (b"\0" if kind in ("UI", "OB", "OW") else b" ") * (len(value) % 2)
    long = kind in ("OB", "OW")
    size = struct.pack("<HI", 0, len(value)) if long else struct.pack("<H", len(value))
    return struct.pack("<HH", group, number) + kind.encode() + size + value


def dicom(values, bits):
    """An uncompressed file, explicit VR little endian."""
    def word(number):
        return struct.pack("<H", number)

    cells = 8 if bits == 8 else 16
    klass, uid = "1.2.840.10008.5.1.4.1.1.7", "2.25.1234567890"
    meta = b"".join([element(2, 1, "OB", b"\0\1"), element(2, 2, "UI", klass), element(2, 3, "UI", uid),
                     element(2, 0x10, "UI", "1.2.840.10008.1.2.1"), element(2, 0x12, "UI", "2.25.1")])
    data = b"".join([
        element(8, 0x16, "UI", klass), element(8, 0x18, "UI", uid), element(8, 0x60, "CS", "OT"),
        element(0x10, 0x10, "PN", ""), element(0x10, 0x20, "LO", ""), element(0x20, 0xd, "UI", uid + ".1"),
        element(0x20, 0xe, "UI", uid + ".2"), element(0x28, 2, "US", word(1)), element(0x28, 4, "CS", "MONOCHROME2"),
        element(0x28, 0x10, "US", word(ROWS)), element(0x28, 0x11, "US", word(COLUMNS)),
        element(0x28, 0x100, "US", word(cells)), element(0x28, 0x101, "US", word(bits)),
        element(0x28, 0x102, "US", word(bits - 1)), element(0x28, 0x103, "US", word(0)),
        element(0x7fe0, 0x10, "OB" if cells == 8 else "OW", values.astype("<u1" if cells == 8 else "<u2").tobytes())])
    return b"\0" * 128 + b"DICM" + element(2, 0, "UL", struct.pack("<I", len(meta))) + meta + data


def command(words, source, target):
    return [word.replace("{in}", source).replace("{out}", target) for word in words.split()]


def make(arguments):
    with tempfile.TemporaryDirectory() as work:
        npy = os.path.join(work, "image.npy")
        answer = subprocess.run([arguments.refers, "inspect", arguments.file, "--npy", npy, "--json"],
                                check=True, capture_output=True).stdout
        seen = json.loads(answer)["bits_stored"]
        values = np.load(npy)
    for bits in sorted({syntax[1] for syntax in SYNTAXES}):
        native = os.path.join(arguments.folder, f"native-{bits}", "image.dcm")
        os.makedirs(os.path.dirname(native), exist_ok=True)
        with open(native, "wb") as file:
            file.write(dicom(fitted(values, seen, bits), bits))
        for name, its, words, _ in SYNTAXES:
            if its == bits and words:
                if not shutil.which(words.split()[0]):
                    print(f"{name}-{bits} is not made: {words.split()[0]} is not installed")
                    continue
                target = os.path.join(arguments.folder, f"{name}-{bits}", "image.dcm")
                os.makedirs(os.path.dirname(target), exist_ok=True)
                subprocess.run(command(words, native, target), check=True, stdout=subprocess.DEVNULL)


def compare(arguments):
    print(f"{'files':16} {'tool':9} {'ours MP/s':>9} {'theirs':>8} {'ratio':>6}  first picture ms")
    for name, bits, _, tools in SYNTAXES:
        folder = os.path.join(arguments.folder, f"{name}-{bits}")
        if not os.path.isdir(folder):
            continue
        for words in [DCMTK[tool] + " {in} {out}" for tool in tools] + ["gdcmconv --raw {in} {out}"]:
            if not shutil.which(words.split()[0]):
                print(f"{name}-{bits:<4} {words.split()[0]} is not installed")
                continue
            row = json.loads(subprocess.run(
                [arguments.refers, "bench", "decode", "--json", "--set", f"files={folder}", f"rounds={arguments.rounds}",
                 f"reference={words}"], check=True, capture_output=True).stdout)["rows"][0]
            print(f"{name + '-' + str(bits):16} {words.split()[0]:9} {row['megapixels_per_second']:9.1f} "
                  f"{row['reference']['megapixels_per_second']:8.1f} {row['reference']['ratio']:6.2f}  {row['first_picture_milliseconds']:.0f}",
                  flush=True)


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    maker = commands.add_parser("make")
    maker.add_argument("refers")
    maker.add_argument("file")
    maker.add_argument("folder")
    maker.set_defaults(run=make)
    comparer = commands.add_parser("compare")
    comparer.add_argument("refers")
    comparer.add_argument("folder")
    comparer.add_argument("--rounds", type=int, default=9)
    comparer.set_defaults(run=compare)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
