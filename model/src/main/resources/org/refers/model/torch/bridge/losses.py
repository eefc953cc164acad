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
