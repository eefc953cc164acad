  def attention(self: __torch__.Bridge, q: Tensor, k: Tensor, v: Tensor, mask: Tensor, dropout: float) -> Tensor:
    return torch.scaled_dot_product_attention(q, k, v, mask, dropout, False)
  def attention_unmasked(self: __torch__.Bridge, q: Tensor, k: Tensor, v: Tensor, dropout: float) -> Tensor:
    return torch.scaled_dot_product_attention(q, k, v, None, dropout, False)
  def heads(self: __torch__.Bridge, x: Tensor, count: int) -> Tensor:
    return torch.transpose(torch.reshape(x, [torch.size(x, 0), torch.size(x, 1), count, -1]), 1, 2)
  def packed_heads(self: __torch__.Bridge, x: Tensor, parts: int, count: int) -> List[Tensor]:
    cut = torch.unbind(torch.reshape(x, [torch.size(x, 0), torch.size(x, 1), parts, count, -1]), 2)
    split = annotate(List[Tensor], [])
    for i in range(torch.len(cut)):
      _0 = torch.append(split, torch.transpose(cut[i], 1, 2))
    return split
  def joined(self: __torch__.Bridge, x: Tensor) -> Tensor:
    return torch.flatten(torch.transpose(x, 1, 2), 2, -1)
  def linear(self: __torch__.Bridge, x: Tensor, w: Tensor, b: Tensor, half: bool) -> Tensor:
    if half:
      y = torch.linear(torch.to(x, 15), torch.to(w, 15), torch.to(b, 15))
    else:
      y = (self).exact_linear(x, w, b, )
    return y
  def exact_linear(self: __torch__.Bridge, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    rows = torch.floordiv(torch.numel(x), torch.size(x, -1))
    if ops.prim.is_cuda(x):
      product = True
    else:
      product = torch.lt(torch.mul(rows, torch.numel(w)), CONVOLVED_FROM)
    if product:
      y = torch.linear(x, w, b)
    else:
      wide = torch.permute(torch.reshape(x, [1, 1, rows, torch.size(x, -1)]), [0, 3, 1, 2])
      kernel = torch.permute(torch.reshape(w, [torch.size(w, 0), 1, 1, torch.size(w, 1)]), [0, 3, 1, 2])
      out = torch.conv2d(wide, kernel, b, [1, 1], [0, 0], [2, 1])
      shape = torch.size(x)
      _0 = torch._set_item(shape, -1, torch.size(w, 0))
      y = torch.reshape(torch.permute(out, [0, 2, 3, 1]), shape)
    return y
  def cast(self: __torch__.Bridge, x: Tensor, half: bool) -> Tensor:
    if half:
      y = torch.to(x, 15)
    else:
      y = x
    return y
  def masked(self: __torch__.Bridge, mask: Tensor, half: bool) -> Tensor:
    if half:
      y = torch.to(torch.clamp(mask, -3.0e38), 15)
    else:
      y = mask
    return y
  def norm_of(self: __torch__.Bridge, x: Tensor, w: Tensor, b: Tensor, eps: float) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, -1)], w, b, eps, False)
  def activation(self: __torch__.Bridge, x: Tensor, gelu: bool) -> Tensor:
    if gelu:
      y = torch.gelu(x)
    else:
      y = torch.relu(x)
    return y
  def drop(self: __torch__.Bridge, x: Tensor, rate: float) -> Tensor:
    if torch.gt(rate, 0.):
      y = torch.dropout(x, rate, True)
    else:
      y = x
    return y
