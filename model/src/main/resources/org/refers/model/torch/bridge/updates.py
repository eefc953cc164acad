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
  def gradients(self: __torch__.Bridge, loss: Tensor, w: List[Tensor]) -> List[Tensor]:
    found = torch.autograd.grad([loss], w, None, False, False, True)
    g = annotate(List[Tensor], [])
    for i in range(torch.len(w)):
      one = found[i]
      if torch.__is__(one, None):
        _0 = torch.append(g, torch.zeros_like(w[i]))
      else:
        one0 = unchecked_cast(Tensor, one)
        _1 = torch.append(g, torch.contiguous(one0))
    return g
  def part(self: __torch__.Bridge, g: List[Tensor], first: int, count: int) -> List[Tensor]:
    return torch.slice(g, first, torch.add(first, count))
  def scaled_list(self: __torch__.Bridge, g: List[Tensor], factor: float) -> List[Tensor]:
    return torch._foreach_mul(g, factor)
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
