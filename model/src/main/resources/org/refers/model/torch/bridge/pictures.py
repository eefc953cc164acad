  def standardised(self: __torch__.Bridge, x: Tensor, brightness: Tensor, contrast: Tensor, middle: Tensor) -> Tensor:
    centred = torch.sub(x, torch.mean(x, [1, 2], True))
    spread = torch.sqrt(torch.mean(torch.mul(centred, centred), [1, 2], True))
    flat = torch.lt(spread, 1.0e-6)
    scaled = torch.where(flat, torch.zeros_like(x), torch.div(centred, torch.clamp(spread, 1.0e-6)))
    turned = torch.add(torch.mul(torch.sub(scaled, middle), contrast), middle)
    return torch.unsqueeze(torch.add(turned, torch.sub(brightness, 1.)), 1)
  def scaled(self: __torch__.Bridge, x: Tensor, brightness: Tensor, contrast: Tensor, mean: Tensor, spread: Tensor) -> Tensor:
    bright = torch.clamp(torch.mul(x, brightness), 0, 1)
    middle = torch.mean(bright, [1, 2], True)
    levels = torch.clamp(torch.add(torch.mul(torch.sub(bright, middle), contrast), middle), 0, 1)
    return torch.div(torch.sub(torch.unsqueeze(levels, 1), mean), spread)
  def pictures(self: __torch__.Bridge, grey: Tensor, maps: Tensor, changes: Tensor, middle: Tensor, mean: Tensor, spread: Tensor, side: int, standardise: bool) -> Tensor:
    n = torch.size(grey, 0)
    levels = torch.unsqueeze(torch.div(torch.to(grey, 6), 255.), 1)
    grid = torch.affine_grid_generator(maps, [n, 1, side, side], False)
    inside = torch.to(torch.le(torch.amax(torch.abs(grid), [3]), 1.), 6)
    x = torch.mul(torch.squeeze(torch.grid_sampler(levels, grid, 0, 1, False), 1), inside)
    brightness = torch.reshape(torch.slice(changes, 1, 0, 1), [n, 1, 1])
    contrast = torch.reshape(torch.slice(changes, 1, 1, 2), [n, 1, 1])
    if standardise:
      y = torch.expand((self).standardised(x, brightness, contrast, middle, ), [n, torch.size(mean, 1), side, side])
    else:
      y = (self).scaled(x, brightness, contrast, mean, spread, )
    return y
