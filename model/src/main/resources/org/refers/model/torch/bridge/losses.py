  def cross_entropy(self: __torch__.Bridge, logits: Tensor, targets: Tensor, ignored: int) -> Tensor:
    total = torch.cross_entropy_loss(logits, targets, None, 2, ignored, 0.)
    counted = torch.sum(torch.ne(targets, ignored))
    return torch.div(total, torch.clamp(counted, 1))
  def finding_loss(self: __torch__.Bridge, logits: Tensor, labels: Tensor) -> Tensor:
    unknown = torch.isnan(labels)
    known = torch.to(torch.logical_not(unknown), 6)
    truth = torch.where(unknown, torch.zeros_like(labels), labels)
    each = torch.sub(torch.softplus(logits), torch.mul(logits, truth))
    return torch.div(torch.sum(torch.mul(each, known)), torch.clamp(torch.sum(known), 1))
  def word_loss(self: __torch__.Bridge, states: Tensor, table: Tensor, bias: Tensor, targets: Tensor, ignored: int, rows: int, learn: bool, half: bool) -> Tensor:
    kept = torch.squeeze(torch.nonzero(torch.ne(targets, ignored)), 1)
    goals = torch.unsqueeze(torch.index_select(targets, 0, kept), 1)
    chosen = torch.index_select(states, 0, kept)
    own = torch.detach(chosen)
    words = torch.detach(table)
    x = (self).cast(own, half, )
    w = (self).cast(words, half, )
    b = (self).cast(torch.detach(bias), half, )
    x_slope = torch.zeros_like(own)
    w_slope = torch.zeros_like(words)
    b_slope = torch.zeros_like(torch.detach(bias))
    total = torch.sum(torch.slice(b_slope, 0, 0, 1))
    count = torch.size(goals, 0)
    for i in range(torch.floordiv(torch.sub(torch.add(count, rows), 1), rows)):
      start = torch.mul(i, rows)
      stop = torch.add(start, rows)
      part = torch.slice(x, 0, start, stop)
      goal = torch.slice(goals, 0, start, stop)
      scores = torch.to(torch.linear(part, w, b), 6)
      shifted = torch.sub_(scores, torch.amax(scores, [1], True))
      given = torch.gather(shifted, 1, goal)
      powers = torch.exp_(shifted)
      sums = torch.sum(powers, [1], True)
      total = torch.add(total, torch.sum(torch.sub(torch.log(sums), given)))
      if learn:
        shares = torch.div_(powers, sums)
        slope = (self).cast(torch.scatter_add_(shares, 1, goal, torch.neg(torch.ones_like(sums))), half, )
        _0 = torch.copy_(torch.slice(x_slope, 0, start, stop), torch.matmul(slope, w))
        if half:
          _1 = torch.add_(w_slope, torch.matmul(torch.t(slope), part))
        else:
          _2 = torch.addmm_(w_slope, torch.t(slope), part)
        _3 = torch.add_(b_slope, torch.sum(shares, [0]))
    counted = torch.clamp(torch.sum(torch.ne(targets, ignored)), 1)
    mean = torch.div(total, counted)
    if learn:
      flat = torch.dot(torch.flatten(chosen), torch.flatten(x_slope))
      moved = torch.add(torch.add(flat, torch.dot(torch.flatten(table), torch.flatten(w_slope))), torch.dot(bias, b_slope))
      scaled = torch.div(moved, counted)
      result = torch.add(mean, torch.sub(scaled, torch.detach(scaled)))
    else:
      result = mean
    return result
  def similarity(self: __torch__.Bridge, studies: Tensor, texts: Tensor, factor: float, shortest: float) -> Tensor:
    x = torch.div(studies, torch.clamp(torch.linalg_vector_norm(studies, 2, [1], True), shortest))
    y = torch.div(texts, torch.clamp(torch.linalg_vector_norm(texts, 2, [1], True), shortest))
    return torch.mul(torch.matmul(x, torch.transpose(y, 0, 1)), factor)
  def matching(self: __torch__.Bridge, similarity: Tensor, axis: int) -> Tensor:
    return torch.neg(torch.mean(torch.diagonal(torch.log_softmax(similarity, axis))))
  def contrast(self: __torch__.Bridge, similarity: Tensor, forward: float, backward: float, learn: bool) -> Tensor:
    loss = torch.mul((self).matching(similarity, 1, ), forward)
    if torch.gt(backward, 0.):
      other = torch.mul((self).matching(similarity, 0, ), backward)
      if learn:
        result = torch.add(loss, other)
      else:
        result = torch.add(loss, torch.detach(other))
    else:
      result = loss
    return result
