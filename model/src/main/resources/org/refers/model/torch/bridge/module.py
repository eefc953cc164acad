class Bridge(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def forward(self: __torch__.Bridge, x: Tensor) -> Tensor:
    return x
  def draw(self: __torch__.Bridge) -> Tensor:
    return torch.randint(2147483647, [1])
