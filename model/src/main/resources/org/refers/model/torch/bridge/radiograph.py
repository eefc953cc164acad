  def pre_norm_blocks(self: __torch__.Bridge, tokens: Tensor, w: List[Tensor], count: int, eps: float, gelu: bool, rate: float, half: bool) -> Tensor:
    x = tokens
    for i in range(torch.floordiv(torch.len(w), 12)):
      j = torch.mul(i, 12)
      normed = (self).norm_of(x, w[j], w[torch.add(j, 1)], eps, )
      parts = (self).packed_heads((self).linear(normed, w[torch.add(j, 2)], w[torch.add(j, 3)], half, ), 3, count, )
      mixed = torch.scaled_dot_product_attention(parts[0], parts[1], parts[2], None, 0., False)
      y = torch.add(x, (self).linear((self).joined(mixed, ), w[torch.add(j, 4)], w[torch.add(j, 5)], half, ))
      normed0 = (self).norm_of(y, w[torch.add(j, 6)], w[torch.add(j, 7)], eps, )
      hidden = (self).activation((self).linear(normed0, w[torch.add(j, 8)], w[torch.add(j, 9)], half, ), gelu, )
      out = (self).linear((self).drop(hidden, rate, ), w[torch.add(j, 10)], w[torch.add(j, 11)], half, )
      x = torch.add(y, (self).drop(out, rate, ))
    return x
  def radiograph_tokens(self: __torch__.Bridge, images: Tensor, e: List[Tensor], w: List[Tensor], grid: int, count: int, eps: float, gelu: bool, rate: float, half: bool) -> Tensor:
    n = torch.size(images, 0)
    width = torch.size(e[0], 0)
    side = torch.floordiv(torch.size(images, 2), grid)
    cut = torch.reshape(images, [n, torch.size(images, 1), grid, side, grid, side])
    pixels = torch.reshape(torch.permute(cut, [0, 2, 4, 1, 3, 5]), [n, torch.mul(grid, grid), -1])
    kernel = torch.reshape(e[0], [width, -1])
    table = torch.squeeze(e[2], 0)
    if torch.gt(torch.len(e), 6):
      own = torch.slice(e[6], 1, 0, width)
      place = torch.slice(e[6], 1, width, torch.mul(width, 2))
      if torch.gt(torch.mul(n, torch.mul(grid, grid)), width):
        embedded = (self).linear(pixels, torch.matmul(own, kernel), torch.addmv(e[7], own, e[1]), half, )
      else:
        embedded = (self).linear((self).linear(pixels, kernel, e[1], half, ), own, e[7], half, )
      patches = torch.add(embedded, torch.matmul(table, torch.transpose(place, 0, 1)))
      token = e[3]
    else:
      patches = torch.add((self).linear(pixels, kernel, e[1], half, ), torch.slice(table, 0, 1, torch.size(table, 0)))
      token = torch.add(e[3], torch.slice(table, 0, 0, 1))
    tokens = torch.cat([torch.expand(token, [n, 1, width]), patches], 1)
    x = (self).pre_norm_blocks((self).drop(tokens, rate, ), w, count, eps, gelu, rate, half, )
    return (self).norm_of(x, e[4], e[5], eps, )
  def finding_scores(self: __torch__.Bridge, tokens: Tensor, w: Tensor, b: Tensor, mean: bool, joined: bool, added: bool) -> Tensor:
    parts = torch.split_with_sizes(tokens, [1, torch.sub(torch.size(tokens, 1), 1)], 1)
    token = torch.squeeze(parts[0], 1)
    if mean:
      patches = torch.mean(parts[1], [1])
      if joined:
        read = torch.cat([patches, token], 1)
      else:
        if added:
          read = torch.add(patches, token)
        else:
          read = patches
    else:
      read = token
    return torch.linear(read, w, b)
