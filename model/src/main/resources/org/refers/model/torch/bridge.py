class Bridge(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def forward(self: __torch__.Bridge, x: Tensor) -> Tensor:
    return x
  def attention(self: __torch__.Bridge, q: Tensor, k: Tensor, v: Tensor, mask: Tensor, dropout: float) -> Tensor:
    return torch.scaled_dot_product_attention(q, k, v, mask, dropout, False)
  def attention_unmasked(self: __torch__.Bridge, q: Tensor, k: Tensor, v: Tensor, dropout: float) -> Tensor:
    return torch.scaled_dot_product_attention(q, k, v, None, dropout, False)
  def heads(self: __torch__.Bridge, x: Tensor, count: int) -> Tensor:
    return torch.transpose(torch.reshape(x, [torch.size(x, 0), torch.size(x, 1), count, -1]), 1, 2)
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
  def pre_norm_blocks(self: __torch__.Bridge, tokens: Tensor, w: List[Tensor], count: int, eps: float, gelu: bool, rate: float) -> Tensor:
    width = [torch.size(tokens, 2)]
    x = tokens
    for i in range(torch.floordiv(torch.len(w), 12)):
      j = torch.mul(i, 12)
      normed = torch.layer_norm(x, width, w[j], w[torch.add(j, 1)], eps, False)
      packed = torch.linear(normed, w[torch.add(j, 2)], w[torch.add(j, 3)])
      parts = torch.unbind(torch.permute(torch.reshape(packed, [torch.size(x, 0), torch.size(x, 1), 3, count, -1]), [2, 0, 3, 1, 4]), 0)
      mixed = torch.scaled_dot_product_attention(parts[0], parts[1], parts[2], None, 0., False)
      joined = torch.flatten(torch.transpose(mixed, 1, 2), 2, -1)
      y = torch.add(x, torch.linear(joined, w[torch.add(j, 4)], w[torch.add(j, 5)]))
      normed0 = torch.layer_norm(y, width, w[torch.add(j, 6)], w[torch.add(j, 7)], eps, False)
      hidden = (self).activation(torch.linear(normed0, w[torch.add(j, 8)], w[torch.add(j, 9)]), gelu, )
      out = torch.linear((self).drop(hidden, rate, ), w[torch.add(j, 10)], w[torch.add(j, 11)])
      x = torch.add(y, (self).drop(out, rate, ))
    return x
  def post_norm_layers(self: __torch__.Bridge, tokens: Tensor, mask: Tensor, w: List[Tensor], count: int, eps: float, gelu: bool, rate: float) -> Tensor:
    width = [torch.size(tokens, 2)]
    x = tokens
    for i in range(torch.floordiv(torch.len(w), 16)):
      j = torch.mul(i, 16)
      q = (self).heads(torch.linear(x, w[j], w[torch.add(j, 1)]), count, )
      k = (self).heads(torch.linear(x, w[torch.add(j, 2)], w[torch.add(j, 3)]), count, )
      v = (self).heads(torch.linear(x, w[torch.add(j, 4)], w[torch.add(j, 5)]), count, )
      mixed = torch.scaled_dot_product_attention(q, k, v, mask, rate, False)
      joined = torch.flatten(torch.transpose(mixed, 1, 2), 2, -1)
      attended = torch.linear(joined, w[torch.add(j, 6)], w[torch.add(j, 7)])
      middle = torch.layer_norm(torch.add((self).drop(attended, rate, ), x), width, w[torch.add(j, 8)], w[torch.add(j, 9)], eps, False)
      hidden = (self).activation(torch.linear(middle, w[torch.add(j, 10)], w[torch.add(j, 11)]), gelu, )
      out = torch.linear(hidden, w[torch.add(j, 12)], w[torch.add(j, 13)])
      x = torch.layer_norm(torch.add((self).drop(out, rate, ), middle), width, w[torch.add(j, 14)], w[torch.add(j, 15)], eps, False)
    return x
  def cross_entropy(self: __torch__.Bridge, logits: Tensor, targets: Tensor, ignored: int) -> Tensor:
    total = torch.cross_entropy_loss(logits, targets, None, 2, ignored, 0.)
    counted = torch.sum(torch.ne(targets, ignored))
    return torch.div(total, torch.clamp(counted, 1))
  def sgd(self: __torch__.Bridge, w: List[Tensor], g: List[Tensor], v: List[Tensor], rate: float, momentum: float, decay: float) -> Tensor:
    torch._fused_sgd_(w, g, v, weight_decay=decay, momentum=momentum, lr=rate, dampening=0., nesterov=False, maximize=False, is_first_step=False)
    return w[0]
  def adamw(self: __torch__.Bridge, w: List[Tensor], g: List[Tensor], m: List[Tensor], s: List[Tensor], steps: List[Tensor], rate: float, beta1: float, beta2: float, decay: float, eps: float) -> Tensor:
    none = annotate(List[Tensor], [])
    torch._fused_adamw_(w, g, m, s, none, steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False)
    return w[0]
  def muon_iteration(self: __torch__.Bridge, x: Tensor) -> Tensor:
    square = torch.bmm(x, torch.transpose(x, 1, 2))
    odd = torch.baddbmm(square, square, square, beta=-4.7750, alpha=2.0315)
    return torch.baddbmm(x, odd, x, beta=3.4445, alpha=1.)
  def muon(self: __torch__.Bridge, w: List[Tensor], g: List[Tensor], v: List[Tensor], rows: int, columns: int, momentum: float, kept: float, step: float) -> Tensor:
    torch._foreach_lerp_(v, g, torch.sub(1., momentum))
    mixed = torch._foreach_lerp(g, v, momentum)
    flat = annotate(List[Tensor], [])
    counts = annotate(List[int], [])
    for i in range(torch.len(mixed)):
      maps = torch.reshape(mixed[i], [-1, rows, columns])
      _0 = torch.append(flat, maps)
      _1 = torch.append(counts, torch.size(maps, 0))
    x = torch.cat(flat)
    tall = torch.gt(rows, columns)
    if tall:
      x0 = torch.transpose(x, 1, 2)
    else:
      x0 = x
    x1 = torch.div(x0, torch.add(torch.linalg_vector_norm(x0, 2, [1, 2], True), 1e-7))
    x2 = (self).muon_iteration(x1, )
    x3 = (self).muon_iteration(x2, )
    x4 = (self).muon_iteration(x3, )
    x5 = (self).muon_iteration(x4, )
    x6 = (self).muon_iteration(x5, )
    if tall:
      x7 = torch.transpose(x6, 1, 2)
    else:
      x7 = x6
    parts = torch.split_with_sizes(x7, counts)
    moves = annotate(List[Tensor], [])
    for i in range(torch.len(w)):
      _2 = torch.append(moves, torch.reshape(parts[i], torch.size(w[i])))
    torch._foreach_mul_(w, kept)
    torch._foreach_add_(w, moves, alpha=step)
    return w[0]
  def norm(self: __torch__.Bridge, g: List[Tensor]) -> Tensor:
    return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g, 2)))
  def scale(self: __torch__.Bridge, g: List[Tensor], factor: float) -> Tensor:
    torch._foreach_mul_(g, factor)
    return g[0]
  def zero(self: __torch__.Bridge, g: List[Tensor]) -> Tensor:
    torch._foreach_zero_(g)
    return g[0]
  def mix(self: __torch__.Bridge, slow: List[Tensor], fast: List[Tensor], alpha: float) -> Tensor:
    torch._foreach_lerp_(slow, fast, alpha)
    torch._foreach_copy_(fast, slow)
    return fast[0]
  def copy(self: __torch__.Bridge, source: List[Tensor], into: List[Tensor]) -> Tensor:
    torch._foreach_copy_(into, source)
    return into[0]
