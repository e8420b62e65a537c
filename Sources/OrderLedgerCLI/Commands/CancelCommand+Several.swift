import OrderLedger

extension CancelCommand {
  /// Cancels several orders as one document.
  func cancelSeveral(_ ledger: Ledger, _ console: Console, asks: Bool) async throws {
    guard let reason else { throw ToolError.usage("Give the reason of all with --reason CODE.") }
    let bulk = try await bulk(ledger, reason)
    if document.preview || asks {
      for (index, cancel) in bulk.cancellations.enumerated() {
        try await preview(cancel, index, bulk, ledger, console)
      }
    }
    if document.preview { return }
    if asks {
      var prompter = Prompter(console)
      let count = Int64(orders.count).counted("order")
      guard try prompter.confirm("Cancel \(count)?", preset: false) else {
        throw ToolError.declined
      }
    }
    try show(try await ledger.perform(bulk), console)
  }

  /// The request. Its names follow from the orders and the choices, as those of one order do.
  private func bulk(_ ledger: Ledger, _ reason: ReasonCode) async throws -> CancelOrders {
    var bulk = CancelOrders([], mode: each ? .each : .atomic, actor: document.actor)
    for order in orders {
      let currency = try await ledger.cancellability(of: order).currency
      let command = try choices(currency).command(
        order: order, reason: reason, id: "new", key: nil, actor: nil)
      guard case .cancelOrder(let cancel) = command.action else { continue }
      bulk.cancellations.append(cancel)
    }
    let name = try GeneratedName(verb: "cancel", bulk)
    for index in bulk.cancellations.indices {
      bulk.cancellations[index].cancellation = try CancelOrders.name(
        index, of: document.id ?? name.document)
    }
    bulk.key = document.key ?? name.key
    return bulk
  }

  /// Shows what one of them would write if it were alone.
  private func preview(
    _ cancel: CancelOrder, _ index: Int, _ bulk: CancelOrders, _ ledger: Ledger,
    _ console: Console
  ) async throws {
    do {
      let plan = try await ledger.preview(cancel, actor: bulk.actor, at: bulk.at)
      if console.json { return try console.json(plan) }
      try console.line(console.style("Order \(cancel.order.text.printable())", .bold))
      try console.plan(plan)
    } catch let error as LedgerError {
      var error = error
      error.index = index
      if bulk.mode == .atomic { throw error }
      if console.json { return try console.json(error) }
      try console.line("Order \(cancel.order.text.printable()): \(error.detailedDescription)")
    }
  }

  private func show(_ receipt: CancelOrdersReceipt, _ console: Console) throws {
    if console.json {
      try console.json(receipt)
    } else {
      for (order, result) in zip(orders, receipt.results) {
        switch result {
        case .success(let one):
          let transaction = one.transaction.header.sequence.grouped
          try console.line(
            "Order \(order.text.printable()): "
              + (one.replayed ? "cancelled before" : "cancelled") + ", transaction \(transaction)")
        case .failure(let error):
          try console.line("Order \(order.text.printable()): \(error.detailedDescription)")
        }
      }
    }
    if let refusal = receipt.firstRefusal { throw ToolError.ended(ToolExit(refusal.code)) }
  }
}
