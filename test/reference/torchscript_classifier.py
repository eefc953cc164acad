"""Runs a classifier that refers weights export --format torchscript wrote, with nothing but PyTorch and NumPy.

    python torchscript_classifier.py show MODEL.pt PICTURE...              probabilities of pictures, as JSON
    python torchscript_classifier.py compare MODEL.pt SCORES.csv PICTURES.csv
                                                  largest difference to the table of refers predict, as JSON

PICTURE is an 8-bit grey PNG, as refers inspect FILE --png OUT.png writes it, or a .npy of uint8. PICTURES.csv has the columns
radiograph_id and file. Written for PyTorch 2.13.0 and NumPy 2.4; PyTorch 2.7.1 gives the same.
"""

import argparse
import csv
import json
import struct
import zlib

import numpy as np
import torch

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png(path):
    """Rows by columns of an 8-bit grey PNG without interlacing."""
    with open(path, "rb") as file:
        data = file.read()
    if not data.startswith(SIGNATURE):
        raise ValueError(f"{path} is no PNG")
    at, packed, columns, rows = len(SIGNATURE), b"", 0, 0
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            columns, rows, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", body)
            if (depth, colour, interlaced) != (8, 0, 0):
                raise ValueError(f"{path} is no plain 8-bit grey; make one by refers inspect --png")
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    lines = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(rows, columns + 1)
    picture, above = np.zeros((rows, columns), np.uint8), np.zeros(columns, np.uint8)
    for i, line in enumerate(lines):
        above = picture[i] = unfiltered(line[0], line[1:], above)
    return picture


def unfiltered(kind, line, above):
    if kind == 0:
        return line
    if kind == 1:
        return np.cumsum(line, dtype=np.uint64).astype(np.uint8)
    if kind == 2:
        return line + above
    result, left, corner = np.zeros_like(line), 0, 0
    for x, (value, up) in enumerate(zip(line.tolist(), above.tolist())):
        if kind == 3:
            guess = (left + up) // 2
        else:
            guess = min((left, up, corner), key=lambda near: abs(left + up - corner - near))
        left, corner = (value + guess) & 255, up
        result[x] = left
    return result


def picture(path):
    grey = np.load(path) if path.endswith(".npy") else png(path)
    if grey.dtype != np.uint8 or grey.ndim != 2:
        raise ValueError(f"{path} is {grey.dtype} of {grey.shape}; wanted is one plane of uint8")
    return torch.from_numpy(np.ascontiguousarray(grey))


def load(path):
    extra = {"refers.json": ""}
    model = torch.jit.load(path, map_location="cpu", _extra_files=extra)
    told = json.loads(extra["refers.json"])
    if model.format != 1 or told["format"] != 1 or told["findings"] != model.findings:
        raise ValueError(f"{path} has format {told['format']}; this script knows 1")
    return model


def scores(model, path):
    with torch.no_grad():
        return dict(zip(model.findings, model(picture(path))[0].tolist()))


def compare(model, table, pictures):
    with open(pictures, newline="") as file:
        files = {row["radiograph_id"]: row["file"] for row in csv.DictReader(file)}
    largest, where, differences = 0.0, None, []
    with open(table, newline="") as file:
        for row in csv.DictReader(file):
            if row["radiograph_id"] in files:
                ours = scores(model, files[row["radiograph_id"]])
                worst = max(abs(ours[name] - float(row[name])) for name in model.findings)
                differences.append(worst)
                if worst >= largest:
                    largest, where = worst, row["radiograph_id"]
    if not differences:
        raise ValueError(f"{table} scores none of the radiographs of {pictures}")
    return {"torch": torch.__version__, "radiographs": len(differences), "findings": len(model.findings),
            "largest_difference": largest, "at": where, "median_difference": float(np.median(differences))}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("show", "compare"))
    parser.add_argument("model")
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    model = load(arguments.model)
    if arguments.what == "compare":
        print(json.dumps(compare(model, *arguments.files)))
    else:
        print(json.dumps({path: scores(model, path) for path in arguments.files}))


if __name__ == "__main__":
    main()
