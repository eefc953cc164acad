  def post_norm_layers(self: __torch__.Bridge, tokens: Tensor, bias: Tensor, w: List[Tensor], count: int, eps: float, gelu: bool, rate: float, half: bool) -> Tensor:
    mask = (self).masked(bias, half, )
    x = tokens
    for i in range(torch.floordiv(torch.len(w), 16)):
      j = torch.mul(i, 16)
      x0 = (self).cast(x, half, )
      q = (self).heads((self).linear(x0, w[j], w[torch.add(j, 1)], half, ), count, )
      k = (self).heads((self).linear(x0, w[torch.add(j, 2)], w[torch.add(j, 3)], half, ), count, )
      v = (self).heads((self).linear(x0, w[torch.add(j, 4)], w[torch.add(j, 5)], half, ), count, )
      mixed = torch.scaled_dot_product_attention(q, k, v, mask, rate, False)
      attended = (self).linear((self).joined(mixed, ), w[torch.add(j, 6)], w[torch.add(j, 7)], half, )
      middle = (self).norm_of(torch.add((self).drop(attended, rate, ), x), w[torch.add(j, 8)], w[torch.add(j, 9)], eps, )
      hidden = (self).activation((self).linear(middle, w[torch.add(j, 10)], w[torch.add(j, 11)], half, ), gelu, )
      out = (self).linear(hidden, w[torch.add(j, 12)], w[torch.add(j, 13)], half, )
      x = (self).norm_of(torch.add((self).drop(out, rate, ), middle), w[torch.add(j, 14)], w[torch.add(j, 15)], eps, )
    return x
