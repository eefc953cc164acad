class Bridge(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def forward(self: __torch__.Bridge, x: Tensor) -> Tensor:
    return x
  def draw(self: __torch__.Bridge) -> Tensor:
    return torch.randint(2147483647, [1])
  def sent(self: __torch__.Bridge, x: Tensor, where: str, pinned: bool) -> Tensor:
    device = torch.device(where)
    if pinned:
      y = torch.to(torch.pin_memory(x), device, None, True)
    else:
      y = torch.to(x, device, None, False)
    return y
