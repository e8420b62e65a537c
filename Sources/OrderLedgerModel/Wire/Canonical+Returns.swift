extension ReturnItems: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(returnID)
    writer.append(list: lines) {
      $0.append($1.line)
      $0.append($1.quantity)
      $0.append($1.fulfillment)
    }
    writer.append(reason)
    writer.append(note != nil)
    writer.append(location)
    writer.append(received)
    writer.append(notify)
  }
}

extension ReceiveReturn: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(returnID)
    writer.append(lines)
    writer.append(notify)
  }
}

extension InspectReturn: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(returnID)
    writer.append(inspection)
    writer.append(lines) {
      $0.append(list: $1) {
        $0.append($1.line)
        $0.append($1.quantity)
        $0.append($1.disposition) { $0.append($1) }
      }
    }
    writer.append(reason)
    writer.append(note != nil)
    writer.append(refund)
    writer.append(shipping) { $0.append($1) }
    writer.append(fee) { $0.append($1) }
    writer.append(disposition)
    writer.append(notify)
  }
}

extension CancelReturn: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(returnID)
    writer.append(notify)
  }
}

extension HoldStock: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(hold)
    writer.append(list: lines) { $0.append($1) }
    writer.append(expires)
    writer.append(reason)
  }
}

extension ReleaseHold: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(hold)
    writer.append(lines) { $0.append(list: $1) { $0.append($1) } }
  }
}

extension ExpireHolds: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) { writer.append(through) }
}

extension AllocateBackorder: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(lines)
  }
}

extension ByteWriter {
  fileprivate mutating func append(_ line: HoldStock.Line) {
    append(line.sku)
    append(line.location)
    append(line.quantity)
  }
}
