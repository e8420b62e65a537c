import OrderLedger

/// Units that are reserved without an order.
struct OracleHold: Sendable {
  struct Line: Sendable {
    let place: OraclePlace
    let held: Int64
    var released: Int64 = 0
    var expired: Int64 = 0
    var ordered: Int64 = 0

    var open: Int64 { held - released - expired - ordered }
  }

  let expires: Int64?
  var lines: [Line]

  var open: Int64 { lines.reduce(0) { $0 + $1.open } }
}

extension Oracle {
  private static func place(_ line: HoldStock.Line) -> OraclePlace {
    OraclePlace(sku: line.sku.text, location: line.location.text)
  }

  private static func check(_ lines: [HoldStock.Line], _ wrong: inout Refusals) {
    wrong.add("emptySelection", if: lines.isEmpty)
    wrong.add("duplicateLine", if: Set(lines.map(place)).count < lines.count)
    for line in lines { wrong.add("invalidQuantity", if: !isQuantity(line.quantity)) }
  }

  mutating func hold(_ action: HoldStock, _ command: Command) throws {
    var wrong = Refusals()
    Self.check(action.lines, &wrong)
    // No clock is looked at: only a time that the caller states can be too late.
    if let expires = action.expires, let at = command.at {
      wrong.add("invalidTime", if: expires <= at)
    }
    try wrong.settle()
    if holds[action.hold.text] != nil { throw Refused("alreadyExists") }
    var missing = Refusals()
    for line in action.lines {
      missing.add("locationNotFound", if: locations[line.location.text] == nil)
    }
    try missing.settle()
    for line in action.lines { try checkOpen(line.location.text) }
    var hold = OracleHold(expires: action.expires?.microseconds, lines: [])
    for line in action.lines {
      let place = Self.place(line)
      guard stock[place]?.units["available"] ?? 0 >= line.quantity else {
        throw Refused("insufficientStock")
      }
      try move(line.quantity, place, from: "available", to: "reserved")
      hold.lines.append(OracleHold.Line(place: place, held: line.quantity))
    }
    holds[action.hold.text] = hold
  }

  mutating func release(_ action: ReleaseHold, hasKey: Bool) throws {
    var wrong = Refusals()
    if let lines = action.lines {
      wrong.add("keyRequired", if: !hasKey)
      Self.check(lines, &wrong)
    }
    try wrong.settle()
    guard var hold = holds[action.hold.text] else { throw Refused("holdNotFound") }
    var wanted = hold.lines.map { action.lines == nil ? $0.open : 0 }
    for line in action.lines ?? [] {
      guard let index = hold.lines.firstIndex(where: { $0.place == Self.place(line) }) else {
        throw Refused("skuNotFound")
      }
      wanted[index] = line.quantity
    }
    if hold.open == 0 { throw Refused("holdClosed") }
    for (line, quantity) in zip(hold.lines, wanted) where quantity > line.open {
      throw Refused("overQuantity")
    }
    for (index, quantity) in wanted.enumerated() where quantity > 0 {
      try move(quantity, hold.lines[index].place, from: "reserved", to: "available")
      hold.lines[index].released += quantity
    }
    holds[action.hold.text] = hold
  }

  mutating func expire(_ action: ExpireHolds) throws {
    var isAny = false
    for (name, hold) in holds where hold.open > 0 {
      guard let expires = hold.expires, expires <= action.through.microseconds else { continue }
      for (index, line) in hold.lines.enumerated() where line.open > 0 {
        try move(line.open, line.place, from: "reserved", to: "available")
        holds[name]?.lines[index].expired += line.open
      }
      isAny = true
    }
    if !isAny { throw Refused("nothingDue") }
  }

  /// An order takes over its holds whole; what it does not need is for sale again.
  mutating func takeOver(_ names: [HoldID]) throws {
    for name in names.map(\.text) {
      for (index, line) in (holds[name]?.lines ?? []).enumerated() where line.open > 0 {
        try move(line.open, line.place, from: "reserved", to: "available")
        holds[name]?.lines[index].ordered += line.open
      }
    }
  }
}
