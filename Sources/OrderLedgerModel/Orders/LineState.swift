/// A line and what has happened to it. The quantities only grow; the placed line never changes.
public struct LineState: Sendable, Hashable {
  /// What was placed.
  public let placed: PlacedLine
  /// Position in the order, from 0; goods first, then services.
  public let number: Int
  /// Units cancelled before they left.
  public internal(set) var cancelled: Int64
  /// Units that left, including those that came back.
  public internal(set) var fulfilled: Int64
  /// Units that came back after they had left, or for which a return was settled while the customer
  /// keeps them.
  public internal(set) var returned: Int64
  /// Open units for which no stock is reserved.
  public internal(set) var backordered: Int64
  /// Parts (see ``PlacedLine/parts``) whose money was given back or written off.
  public internal(set) var reversed: Int64
  /// Parts whose revenue is recognised and stands.
  public internal(set) var recognized: Int64

  package init(
    placed: PlacedLine, number: Int, cancelled: Int64 = 0, fulfilled: Int64 = 0,
    returned: Int64 = 0, backordered: Int64? = nil, reversed: Int64 = 0, recognized: Int64 = 0
  ) {
    self.placed = placed
    self.number = number
    self.cancelled = cancelled
    self.fulfilled = fulfilled
    self.returned = returned
    self.backordered = backordered ?? placed.backordered
    self.reversed = reversed
    self.recognized = recognized
  }
}

extension LineState {
  /// Units that can still be cancelled or fulfilled: ordered − cancelled − fulfilled; 0 for
  /// services.
  public var open: Int64 {
    placed.kind == .item ? placed.quantity - cancelled - fulfilled : 0
  }

  /// Open units that hold reserved stock.
  public var reserved: Int64 { open - backordered }

  /// Parts whose money is neither reversed nor recognised yet.
  public var deferred: Int64 { placed.parts - reversed - recognized }

  /// Parts whose money can still be given back.
  public var reversible: Int64 { placed.parts - reversed }

  mutating func apply(_ change: LineChange) {
    cancelled += change.cancelled
    fulfilled += change.fulfilled
    returned += change.returned
    backordered += change.backordered
    reversed += change.reversed
    recognized += change.recognized
  }
}
