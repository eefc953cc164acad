# Source of an exported classifier, as TorchScript keeps it. ScriptSource takes these lines out, and of the lines that end in
# "#? WORD" those whose word is not true of the model; a line that ends in "#each" is written once a block.
class Linear(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
  def forward(self: __torch__.Linear, x: Tensor) -> Tensor:
    return torch.linear(x, self.weight, self.bias)
class LayerNorm(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  eps : float
  training : bool
  def forward(self: __torch__.LayerNorm, x: Tensor) -> Tensor:
    return torch.layer_norm(x, torch.size(self.weight), self.weight, self.bias, self.eps, False)
class Attention(Module):
  __parameters__ = []
  __buffers__ = []
  qkv : __torch__.Linear
  proj : __torch__.Linear
  heads : int
  training : bool
  def forward(self: __torch__.Attention, x: Tensor) -> Tensor:
    packed = torch.reshape((self.qkv).forward(x, ), [torch.size(x, 0), torch.size(x, 1), 3, self.heads, -1])
    parts = torch.unbind(torch.permute(packed, [2, 0, 3, 1, 4]), 0)
    mixed = torch.scaled_dot_product_attention(parts[0], parts[1], parts[2], None, 0., False)
    return (self.proj).forward(torch.flatten(torch.transpose(mixed, 1, 2), 2, -1), )
class Mlp(Module):
  __parameters__ = []
  __buffers__ = []
  fc1 : __torch__.Linear
  fc2 : __torch__.Linear
  training : bool
  def forward(self: __torch__.Mlp, x: Tensor) -> Tensor:
    hidden = torch.gelu((self.fc1).forward(x, ))  #? gelu
    hidden = torch.relu((self.fc1).forward(x, ))  #? relu
    return (self.fc2).forward(hidden, )
class Block(Module):
  __parameters__ = []
  __buffers__ = []
  norm1 : __torch__.LayerNorm
  attn : __torch__.Attention
  norm2 : __torch__.LayerNorm
  mlp : __torch__.Mlp
  training : bool
  def forward(self: __torch__.Block, x: Tensor) -> Tensor:
    y = torch.add(x, (self.attn).forward((self.norm1).forward(x, ), ))
    return torch.add(y, (self.mlp).forward((self.norm2).forward(y, ), ))
class Blocks(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["{i}"] = __torch__.Block  #each
  def forward(self: __torch__.Blocks, x: Tensor) -> Tensor:
    y = x
    y = (getattr(self, "{i}")).forward(y, )  #each
    return y
class PatchEmbed(Module):
  __parameters__ = []
  __buffers__ = []
  proj : __torch__.Linear
  training : bool
  def forward(self: __torch__.PatchEmbed, x: Tensor) -> Tensor:
    weight = self.proj.weight
    side = torch.size(weight, 2)
    grid = torch.floordiv(torch.size(x, 2), side)
    cut = torch.reshape(x, [torch.size(x, 0), torch.size(x, 1), grid, side, grid, side])
    pixels = torch.flatten(torch.flatten(torch.permute(cut, [0, 2, 4, 1, 3, 5]), 3, 5), 1, 2)
    return torch.linear(pixels, torch.flatten(weight, 1, 3), self.proj.bias)
class RadiographTransformer(Module):
  __parameters__ = ["cls_token", "pos_embed", ]
  __buffers__ = ["mean_image", ]  #? mean_image
  __buffers__ = []  #? no_mean_image
  cls_token : Tensor
  pos_embed : Tensor
  mean_image : Tensor  #? mean_image
  pos_merge : __torch__.Linear  #? concat
  patch_embed : __torch__.PatchEmbed
  blocks : __torch__.Blocks
  norm : __torch__.LayerNorm
  training : bool
  def forward(self: __torch__.RadiographTransformer, x: Tensor) -> Tensor:
    centred = torch.sub(x, self.mean_image)  #? mean_image
    centred = x  #? no_mean_image
    patches = (self.patch_embed).forward(centred, )
    width = torch.size(patches, 2)
    halves = self.pos_merge.weight  #? concat
    table = torch.linear(self.pos_embed, torch.slice(halves, 1, width, None, 1), None)  #? concat
    merged = torch.linear(patches, torch.slice(halves, 1, 0, width, 1), self.pos_merge.bias)  #? concat
    placed = torch.add(merged, table)  #? concat
    token = self.cls_token  #? concat
    placed = torch.add(patches, torch.slice(self.pos_embed, 1, 1, None, 1))  #? add
    token = torch.add(self.cls_token, torch.slice(self.pos_embed, 1, 0, 1, 1))  #? add
    tokens = torch.cat([torch.expand(token, [torch.size(x, 0), 1, width]), placed], 1)
    return (self.norm).forward((self.blocks).forward(tokens, ), )
class Preprocessing(Module):
  __parameters__ = []
  __buffers__ = []
  picture_size : int
  input_size : int
  step : float
  margin : float
  mean : List[float]
  deviation : List[float]
  training : bool
  def grey(self: __torch__.Preprocessing, image: Tensor) -> Tensor:
    dims = torch.dim(image)
    if torch.eq(dims, 2):
      pictures = torch.unsqueeze(image, 0)
    else:
      if torch.eq(dims, 4):
        one = torch.eq(torch.size(image, 1), 1)
      else:
        one = False
      if torch.__not__(one):
        _0 = torch.format("image must be (H, W) or (B, 1, H, W), one plane of grey, not {}", torch.size(image))
        ops.prim.RaiseException(_0, "builtins.ValueError")
      else:
        pass
      pictures = torch.squeeze(image, 1)
    if torch.eq(torch.numel(pictures), 0):
      ops.prim.RaiseException("image has no pixels", "builtins.ValueError")
    else:
      pass
    if torch.eq(ops.prim.dtype(image), 0):
      shown = torch.div(torch.to(pictures, 6), 255.)
    else:
      if torch.__not__(torch.is_floating_point(image)):
        ops.prim.RaiseException("image must be uint8 from 0 (black) to 255 (white), or float from 0 to 1", "builtins.ValueError")
      else:
        pass
      shown = torch.to(pictures, 6)
      inside = torch.logical_and(torch.ge(shown, 0.), torch.le(shown, 1.))
      if torch.__not__(bool(torch.all(inside))):
        ops.prim.RaiseException("an image of floats must hold grey from 0 (black) to 1 (white); give uint8 for 0 to 255", "builtins.ValueError")
      else:
        pass
    return shown
  def reduced(self: __torch__.Preprocessing, x: Tensor, size: int) -> Tensor:
    length = torch.size(x, 2)
    scale = torch.div(float(length), float(size))
    reach = scale
    if torch.lt(reach, 1.):
      reach = 1.
    else:
      pass
    center = torch.mul(torch.add(torch.arange(size, dtype=7, device=ops.prim.device(x)), 0.5), scale)
    low = torch.clamp(torch.to(torch.add(torch.sub(center, reach), 0.5), 4), 0, length)
    high = torch.clamp(torch.to(torch.add(torch.add(center, reach), 0.5), 4), 0, length)
    taps = int(torch.max(torch.sub(high, low)))
    none = torch.zeros_like(center)
    total = torch.zeros_like(center)
    shares = annotate(List[Tensor], [])
    for k in range(taps):
      at = torch.add(low, k)
      distance = torch.abs(torch.div(torch.add(torch.sub(at, center), 0.5), reach))
      share = torch.clamp(torch.rsub(distance, 1.), 0.)
      counted = torch.where(torch.lt(at, high), share, none)
      _0 = torch.append(shares, counted)
      total = torch.add(total, counted)
    result = torch.zeros([torch.size(x, 0), torch.size(x, 1), size], dtype=6, device=ops.prim.device(x))
    for k in range(taps):
      weight = torch.to(torch.div(shares[k], total), 6)
      column = torch.index_select(x, 2, torch.clamp(torch.add(low, k), 0, torch.sub(length, 1)))
      result = torch.add(result, torch.mul(column, weight))
    return result
  def picture(self: __torch__.Preprocessing, grey: Tensor) -> Tensor:
    wide = (self).reduced(grey, self.picture_size, )
    square = torch.transpose((self).reduced(torch.transpose(wide, 1, 2), self.picture_size, ), 1, 2)
    levels = torch.to(torch.mul(torch.clamp(square, 0., 1.), 255.), 7)
    return torch.div(torch.to(torch.floor(torch.add(levels, 0.5)), 6), 255.)
  def cut(self: __torch__.Preprocessing, picture: Tensor) -> Tensor:
    last = torch.sub(self.picture_size, 1)
    at = torch.add(torch.mul(torch.add(torch.arange(self.input_size, dtype=7, device=ops.prim.device(picture)), 0.5), self.step), self.margin)
    place = torch.clamp(torch.sub(at, 0.5), 0., float(last))
    low = torch.to(place, 4)
    next = torch.clamp(torch.add(low, 1), 0, last)
    share = torch.to(torch.sub(place, low), 6)
    rest = torch.rsub(share, 1.)
    wide = torch.add(torch.mul(torch.index_select(picture, 2, low), rest), torch.mul(torch.index_select(picture, 2, next), share))
    down = torch.unsqueeze(share, 1)
    left = torch.unsqueeze(rest, 1)
    return torch.add(torch.mul(torch.index_select(wide, 1, low), left), torch.mul(torch.index_select(wide, 1, next), down))
  def forward(self: __torch__.Preprocessing, image: Tensor) -> Tensor:
    x = (self).picture((self).grey(image, ), )
    x = (self).cut(x, )  #? resampled
    exact = torch.to(torch.flatten(x, 1, 2), 7)  #? standardise
    middle = torch.mean(exact, [1], True)  #? standardise
    variance = torch.sub(torch.mean(torch.mul(exact, exact), [1], True), torch.mul(middle, middle))  #? standardise
    spread = torch.sqrt(torch.clamp(variance, 0.))  #? standardise
    even = torch.to(torch.div(torch.sub(exact, middle), spread), 6)  #? standardise
    shown = torch.where(torch.lt(spread, 9.9999999999999995e-07), torch.zeros_like(even), even)  #? standardise
    x = torch.reshape(shown, torch.size(x))  #? standardise
    planes = annotate(List[Tensor], [])
    for c in range(torch.len(self.mean)):
      plane = x  #? standardise
      plane = torch.div(torch.sub(x, self.mean[c]), self.deviation[c])  #? fixed
      _0 = torch.append(planes, plane)
    return torch.stack(planes, 1)
class FindingClassifier(Module):
  __parameters__ = []
  __buffers__ = []
  format : int
  program : str
  preset : str
  size : str
  findings : List[str]
  input_size : int
  preprocessing_description : str
  notice : str
  preprocessing : __torch__.Preprocessing
  radiograph_transformer : __torch__.RadiographTransformer
  classifier : __torch__.Linear
  training : bool
  def preprocess(self: __torch__.FindingClassifier, image: Tensor) -> Tensor:
    return (self.preprocessing).forward(image, )
  def patches(self: __torch__.FindingClassifier, tokens: Tensor) -> Tensor:
    seen = torch.slice(tokens, 1, 1, None, 1)
    seen = torch.cat([seen, torch.expand_as(torch.slice(tokens, 1, 0, 1, 1), seen)], 2)  #? aggregate_concat
    seen = torch.add(seen, torch.slice(tokens, 1, 0, 1, 1))  #? aggregate_add
    return seen
  def logits(self: __torch__.FindingClassifier, image: Tensor) -> Tensor:
    tokens = (self.radiograph_transformer).forward((self).preprocess(image, ), )
    read = torch.mean((self).patches(tokens, ), [1])  #? reads_mean
    read = torch.select(tokens, 1, 0)  #? reads_token
    return (self.classifier).forward(read, )
  def forward(self: __torch__.FindingClassifier, image: Tensor) -> Tensor:
    return torch.sigmoid((self).logits(image, ))
  def activation_map(self: __torch__.FindingClassifier, image: Tensor, finding: str) -> Tensor:
    tokens = (self.radiograph_transformer).forward((self).preprocess(image, ), )
    row = torch.select(self.classifier.weight, 0, torch.index(self.findings, finding))
    seen = (self).patches(tokens, )
    if torch.ne(torch.size(seen, 2), torch.size(row, 0)):
      seen = torch.slice(tokens, 1, 1, None, 1)
    else:
      pass
    grid = torch.floordiv(self.input_size, torch.size(self.radiograph_transformer.patch_embed.proj.weight, 2))
    return torch.reshape(torch.matmul(seen, row), [torch.size(tokens, 0), grid, grid])
