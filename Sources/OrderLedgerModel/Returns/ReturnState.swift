/// Where a return stands.
public enum ReturnStatus: String, Sendable, Hashable, CaseIterable, Codable {
  /// Nothing has come yet.
  case announced
  /// Units have come, and they or others are still to be seen to.
  case inProgress
  /// Nothing is awaited, and all that came was inspected.
  case closed
  /// None of it is going to come.
  case cancelled
}

/// Units of one line that left in one fulfillment and are part of a return.
public struct ReturnPortion: Sendable, Hashable {
  /// The line's position in the order.
  public let line: Int
  /// The sequence number of the journal transaction in which the units left.
  public let shipment: Int64
  /// Where they come in.
  public let location: LocationID
  /// Units that the return was announced for.
  public internal(set) var announced: Int64 = 0
  /// Units that came in.
  public internal(set) var received: Int64 = 0
  /// Units that went back for sale.
  public internal(set) var restocked: Int64 = 0
  /// Units that are on hand and not for sale.
  public internal(set) var damaged: Int64 = 0
  /// Units that were thrown away.
  public internal(set) var scrapped: Int64 = 0
  /// Units that the customer keeps: they never came.
  public internal(set) var kept: Int64 = 0
  /// Units that are not going to come.
  public internal(set) var cancelled: Int64 = 0

  package init(line: Int, shipment: Int64, location: LocationID) {
    self.line = line
    self.shipment = shipment
    self.location = location
  }

  /// A portion as it stands, with the figures in the order of the fields.
  package init(line: Int, shipment: Int64, location: LocationID, figures: [Int64]) {
    self.init(line: line, shipment: shipment, location: location)
    precondition(figures.count == 7, "Pass one figure for each field.")
    announced = figures[0]
    received = figures[1]
    restocked = figures[2]
    damaged = figures[3]
    scrapped = figures[4]
    kept = figures[5]
    cancelled = figures[6]
  }

  /// Units that are still to come.
  public var awaited: Int64 { announced - received - kept - cancelled }

  /// Units that came in and wait for a look.
  public var inspecting: Int64 { received - restocked - damaged - scrapped }

  /// Units that are part of the return and were not called off.
  public var taken: Int64 { announced - cancelled }

  /// Units whose money was decided about.
  public var settled: Int64 { restocked + damaged + scrapped + kept }

  mutating func apply(_ change: ReturnChange) {
    let quantity = change.quantity
    switch (change.kind, change.disposition) {
    case (.announce, _): announced += quantity
    case (.receive, _): received += quantity
    case (.cancel, _): cancelled += quantity
    case (.inspect, .damaged): damaged += quantity
    case (.inspect, .scrapped): scrapped += quantity
    case (.inspect, .kept): kept += quantity
    case (.inspect, _): restocked += quantity
    }
  }
}

/// A return of an order: what is to come, what came, and what became of it.
public struct ReturnState: Sendable, Hashable {
  /// The caller's name for it, unique in the ledger.
  public let id: ReturnID
  /// Position in the order, from 0.
  public let number: Int
  /// The units, by line and by the fulfillment they left in.
  public internal(set) var portions: [ReturnPortion]

  package init(id: ReturnID, number: Int, portions: [ReturnPortion]) {
    self.id = id
    self.number = number
    self.portions = portions
  }

  /// Adds a portion that was read.
  package mutating func add(_ portion: ReturnPortion) { portions.append(portion) }

  /// Units that are still to come.
  public var awaited: Int64 { portions.sum { $0.awaited } }

  /// Units that came in and wait for a look.
  public var inspecting: Int64 { portions.sum { $0.inspecting } }

  /// Whether units are still to come or to be inspected.
  public var isActive: Bool { portions.contains { $0.awaited > 0 || $0.inspecting > 0 } }

  /// Where it stands.
  public var status: ReturnStatus {
    let awaited = self.awaited
    if awaited > 0, awaited == portions.sum({ $0.taken }) { return .announced }
    if isActive { return .inProgress }
    return portions.contains { $0.taken > 0 } ? .closed : .cancelled
  }
}

extension OrderState {
  /// Units of a line that an active return holds: they are on their way back, or wait for a look.
  func returning(_ line: Int) -> Int64 {
    portions(of: line).sum { $0.awaited + $0.inspecting }
  }

  /// Units of a line that returns have settled.
  func returnsSettled(_ line: Int) -> Int64 { portions(of: line).sum { $0.settled } }

  /// The portions of a line in all returns.
  func portions(of line: Int) -> [ReturnPortion] {
    returns.isEmpty ? [] : returns.flatMap(\.portions).filter { $0.line == line }
  }

  mutating func apply(_ change: ReturnChange) {
    if returns.count == change.number {
      returns.append(ReturnState(id: change.id, number: change.number, portions: []))
    }
    let portions = returns[change.number].portions
    if let index = portions.firstIndex(where: {
      $0.line == change.lineNumber && $0.shipment == change.shipment
    }) {
      returns[change.number].portions[index].apply(change)
    } else if let location = change.location {
      var portion = ReturnPortion(
        line: change.lineNumber, shipment: change.shipment, location: location)
      portion.apply(change)
      returns[change.number].portions.append(portion)
    }
  }
}
