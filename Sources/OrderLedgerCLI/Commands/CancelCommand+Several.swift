import OrderLedger

extension CancelCommand {
  /// Cancels several orders as one document.
  func cancelSeveral(_ ledger: Ledger, _ console: Console, asks: Bool) async throws {
    guard let reason else { throw ToolError.usage("Give the reason of all with --reason CODE.") }
    let bulk = try await bulk(ledger, reason)
    if document.preview || asks {
      let done = try await ledger.cancelledBefore(bulk)
      let isRepetition = done.count == bulk.cancellations.count
      if document.preview, isRepetition { throw ToolError.alreadyDone }
      var planned: Int64 = 0
      if !isRepetition { planned = try await preview(bulk, except: done, ledger, console) }
      if document.preview { return }
      if planned > 0 {
        var prompter = Prompter(console)
        guard try prompter.confirm("Cancel \(planned.counted("order"))?", preset: false) else {
          throw ToolError.declined
        }
      }
    }
    try show(try await ledger.perform(bulk), console)
  }

  /// The request. Its names follow from the orders and the choices, as those of one order do.
  private func bulk(_ ledger: Ledger, _ reason: ReasonCode) async throws -> CancelOrders {
    var bulk = CancelOrders([], mode: each ? .each : .atomic, actor: document.actor)
    for (order, currency) in zip(orders, try await currencies(ledger)) {
      let command = try choices(currency).command(
        order: order, reason: reason, id: document.id ?? "new", key: nil, actor: nil)
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

  /// The currency of each order. With --each an unknown one has another's: the ledger refuses it,
  /// in whatever currency its amounts were read.
  ///
  /// - Throws: `orderNotFound` without --each, and where no order is known.
  private func currencies(_ ledger: Ledger) async throws -> [Currency] {
    let orders = orders
    let isEach = each
    return try await ledger.read { snapshot throws(LedgerError) -> [Currency] in
      var found: [Currency?] = []
      var missing: LedgerError?
      for (index, order) in orders.enumerated() {
        do throws(LedgerError) {
          found.append(try snapshot.order(order).currency)
        } catch {
          var error = error
          error.index = index
          guard isEach, error.code == .orderNotFound else { throw error }
          found.append(nil)
          missing = missing ?? error
        }
      }
      let known = found.compactMap { $0 }
      if let missing, known.isEmpty { throw missing }
      return found.compactMap { $0 ?? known.first }
    }
  }

  /// Shows what each of them would write if it were alone.
  ///
  /// - Parameter done: those that were carried out before.
  /// - Returns: how many would write something.
  private func preview(
    _ bulk: CancelOrders, except done: Set<RefundID>, _ ledger: Ledger, _ console: Console
  ) async throws -> Int64 {
    var count: Int64 = 0
    for (index, cancel) in bulk.cancellations.enumerated() {
      let title = "Order \(cancel.order.text.printable())"
      if done.contains(cancel.cancellation) {
        let error = ToolError.alreadyDone
        if console.json {
          try console.json(FailureView(code: error.code, message: error.message))
        } else {
          try console.line("\(title): cancelled before, under the same key")
        }
        continue
      }
      do {
        let plan = try await ledger.preview(cancel, actor: bulk.actor, at: bulk.at)
        count += 1
        if console.json {
          try console.json(plan)
        } else {
          try console.line(console.style(title, .bold))
          try console.plan(plan)
        }
      } catch let error as LedgerError {
        var error = error
        error.index = index
        if bulk.mode == .atomic { throw error }
        if console.json {
          try console.json(error)
        } else {
          try console.line("\(title): \(error.detailedDescription.printable())")
        }
      }
    }
    return count
  }

  private func show(_ receipt: CancelOrdersReceipt, _ console: Console) throws {
    if console.json {
      try console.json(receipt)
    } else {
      for (order, result) in zip(orders, receipt.results) {
        let title = "Order \(order.text.printable())"
        switch result {
        case .success(let one):
          let transaction = one.transaction.header.sequence.grouped
          try console.line(
            "\(title): " + (one.replayed ? "cancelled before" : "cancelled")
              + ", transaction \(transaction)")
        case .failure(let error):
          try console.line("\(title): \(error.detailedDescription.printable())")
        }
      }
    }
    if let refusal = receipt.firstRefusal { throw ToolError.ended(ToolExit(refusal.code)) }
  }
}

extension Ledger {
  /// The cancellations of a request that were carried out under its key before, by their names.
  ///
  /// - Throws: `idempotencyConflict` where the key was used for something else.
  fileprivate func cancelledBefore(_ bulk: CancelOrders) async throws -> Set<RefundID> {
    guard let key = bulk.key else { return [] }
    let all = bulk.cancellations
    return try await read { snapshot throws(LedgerError) -> Set<RefundID> in
      guard let first = try snapshot.transaction(under: key) else { return [] }
      // The first that was carried out has the key itself, the n-th of the others the key and `/n`.
      guard let holder = all.first(where: { $0.isDone(by: first) }) else {
        throw LedgerError(
          .idempotencyConflict, .init("key", key.text), sequence: first.header.sequence)
      }
      guard bulk.mode == .each else { return Set(all.map(\.cancellation)) }
      var done: Set = [holder.cancellation]
      for (index, cancel) in all.enumerated() where cancel.cancellation != holder.cancellation {
        // A key that is too long for it is refused as a whole.
        guard let own = try? IdempotencyKey("\(key.text)/\(index + 1)"),
          let other = try snapshot.transaction(under: own), cancel.isDone(by: other),
          other.header.requestDigest == first.header.requestDigest
        else { continue }
        done.insert(cancel.cancellation)
      }
      return done
    }
  }
}

extension CancelOrder {
  /// Whether it is what a journal transaction has carried out, as far as its header tells.
  fileprivate func isDone(by transaction: JournalTransaction) -> Bool {
    let header = transaction.header
    return header.document == cancellation.text && header.transition?.order == order
      && header.reason == reason
  }
}
