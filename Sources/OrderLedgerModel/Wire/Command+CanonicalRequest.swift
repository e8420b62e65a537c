extension Command {
  /// The bytes by which the ledger knows a request again that comes under a key it has seen.
  ///
  /// The same request is the same action with all its fields, and the same `at` as given. Not part
  /// of it:
  ///
  /// - the key, under which it is looked up;
  /// - the actor: a worker that retries what a person asked for asks for nothing else;
  /// - the expected version: after the first success the order has moved on, and a caller that read
  ///   it again before retrying still means the same request;
  /// - the text of a note and contact data, of which only whether they are there counts: see
  ///   ``personalPart``.
  ///
  /// Fields left out and fields given as their default are the same request, and so are times in
  /// different zones. Lines in another order are another request.
  ///
  /// Version (1) ‖ `at` ‖ the action's tag ‖ its fields, as ``ByteWriter`` writes them. Not JSON,
  /// whose bytes depend on who writes it. Tags are never used again for another action.
  package var canonicalRequest: [UInt8] {
    var writer = ByteWriter(capacity: 256)
    writeCanonicalRequest(into: &writer)
    return writer.bytes
  }

  /// Appends ``canonicalRequest`` to what is in `writer`.
  package func writeCanonicalRequest(into writer: inout ByteWriter) {
    writer.append(UInt8(1))
    writer.append(at)
    action.writeCanonical(into: &writer)
  }
}

extension Action {
  fileprivate func writeCanonical(into writer: inout ByteWriter) {
    switch self {
    case .openLocation(let action): writer.append(1, action)
    case .closeLocation(let action): writer.append(2, action)
    case .receiveStock(let action): writer.append(3, action)
    case .moveStock(let action): writer.append(4, action)
    case .countStock(let action): writer.append(5, action)
    case .placeOrder(let action): writer.append(6, action)
    case .authorizePayment(let action): writer.append(7, action)
    case .capturePayment(let action): writer.append(8, action)
    case .recordPayment(let action): writer.append(9, action)
    case .voidAuthorization(let action): writer.append(10, action)
    case .expireAuthorization(let action): writer.append(11, action)
    case .fulfill(let action): writer.append(12, action)
    case .cancelFulfillment(let action): writer.append(13, action)
    case .cancelOrder(let action): writer.append(14, action)
    case .refund(let action): writer.append(15, action)
    case .submitRefund(let action): writer.append(16, action)
    case .settleRefund(let action): writer.append(17, action)
    case .issueStoreCredit(let action): writer.append(33, action)
    case .issueGiftCard(let action): writer.append(34, action)
    case .expireCredit(let action): writer.append(35, action)
    case .openDispute(let action): writer.append(36, action)
    case .closeDispute(let action): writer.append(37, action)
    // 40 is `cancelOrders`, which is no action.
    case .requestCancellation(let action): writer.append(41, action)
    case .answerCancellation(let action): writer.append(42, action)
    case .expireCancellationRequest(let action): writer.append(43, action)
    case .setPolicy(let action): writer.append(44, action)
    case .returnItems(let action): writer.append(20, action)
    case .receiveReturn(let action): writer.append(21, action)
    case .inspectReturn(let action): writer.append(22, action)
    case .cancelReturn(let action): writer.append(23, action)
    case .holdStock(let action): writer.append(24, action)
    case .releaseHold(let action): writer.append(25, action)
    case .expireHolds(let action): writer.append(26, action)
    case .allocateBackorder(let action): writer.append(27, action)
    case .closePeriod(let action): writer.append(50, action)
    case .adjust(let action): writer.append(51, action)
    case .reverse(let action): writer.append(52, action)
    case .setContact(let action): writer.append(53, action)
    case .eraseCustomer(let action): writer.append(54, action)
    }
  }
}

/// An action that says which bytes make it the same request.
protocol CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter)
}

extension ByteWriter {
  fileprivate mutating func append(_ tag: UInt8, _ action: some CanonicalAction) {
    append(tag)
    action.writeCanonical(into: &self)
  }
}
