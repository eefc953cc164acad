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
