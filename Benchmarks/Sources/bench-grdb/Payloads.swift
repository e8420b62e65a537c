import Foundation

// What events say, for the style with records: encoded by Foundation, as an app does it. The raw style
// writes the same text by hand.

struct Placed: Encodable {
  struct Line: Encodable {
    let sku: String
    let location: String
    let quantity: Int64
    let unitPrice: Int64

    func encode(to encoder: any Encoder) throws {
      var values = encoder.unkeyedContainer()
      try values.encode(sku)
      try values.encode(location)
      try values.encode(quantity)
      try values.encode(unitPrice)
    }
  }

  let type = "placed"
  let order: String
  let customer: String
  let total: Int64
  let lines: [Line]
}

struct Captured: Encodable {
  let type = "captured"
  let order: String
  let payment: String
  let gateway: String
  let amount: Int64
}

struct Cancelled: Encodable {
  let type = "cancelled"
  let order: String
  let cancellation: String
  let reason: String
  let refund: Int64
  /// Number, units and amount of each.
  let lines: [[Int64]]
}

/// The text of an event. What is hashed has to be the same each time, hence the sorted keys.
func json(_ content: some Encodable) throws -> String {
  String(decoding: try encoder.encode(content), as: UTF8.self)
}

private let encoder: JSONEncoder = {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  return encoder
}()
