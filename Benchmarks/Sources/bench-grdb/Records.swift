import Foundation
import GRDB

// The tables as an app's records: Codable, with the columns' names as coding keys. Rows whose key the
// database gives are mutable, because they learn it when they are inserted.

struct Order: Codable, Identifiable, FetchableRecord, MutablePersistableRecord {
  static let databaseTableName = "orders"
  var id: Int64?
  var name: String
  var customer: String
  var currency: String
  var state: State
  var total: Int64
  var captured: Int64
  var refunded: Int64
  var placedAt: Int64

  enum CodingKeys: String, CodingKey {
    case id, name, customer, currency, state, total, captured, refunded
    case placedAt = "placed_at"
  }

  enum Columns {
    static let name = Column(CodingKeys.name)
  }

  mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}

struct OrderLine: Codable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "order_line"
  var orderID: Int64
  var line: Int
  var skuID: Int64
  var locationID: Int64
  var quantity: Int64
  var unitPrice: Int64

  enum CodingKeys: String, CodingKey {
    case orderID = "order_id"
    case line
    case skuID = "sku_id"
    case locationID = "location_id"
    case quantity
    case unitPrice = "unit_price"
  }

  enum Columns {
    static let orderID = Column(CodingKeys.orderID)
    static let line = Column(CodingKeys.line)
  }

  var amount: Int64 { quantity * unitPrice }
}

struct StockLevel: Codable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "stock_level"
  var skuID: Int64
  var locationID: Int64
  var available: Int64
  var reserved: Int64

  enum CodingKeys: String, CodingKey {
    case skuID = "sku_id"
    case locationID = "location_id"
    case available, reserved
  }
}

struct Entry: Codable, Identifiable, FetchableRecord, MutablePersistableRecord {
  var id: Int64?
  var orderID: Int64
  var kind: Kind
  var at: Int64

  enum CodingKeys: String, CodingKey {
    case id
    case orderID = "order_id"
    case kind, at
  }

  mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}

struct Movement: Codable, Identifiable, FetchableRecord, MutablePersistableRecord {
  var id: Int64?
  var entryID: Int64
  var orderID: Int64
  var line: Int
  var skuID: Int64
  var locationID: Int64
  var from: Bucket
  var to: Bucket
  var quantity: Int64
  var availableAfter: Int64
  var reservedAfter: Int64

  enum CodingKeys: String, CodingKey {
    case id
    case entryID = "entry_id"
    case orderID = "order_id"
    case line
    case skuID = "sku_id"
    case locationID = "location_id"
    case from = "from_bucket"
    case to = "to_bucket"
    case quantity
    case availableAfter = "available_after"
    case reservedAfter = "reserved_after"
  }

  mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}

struct Account: Codable, Identifiable, FetchableRecord, PersistableRecord {
  var id: Int64
  var name: String
  var balance: Int64
}

struct Posting: Codable, FetchableRecord, PersistableRecord {
  var entryID: Int64
  var n: Int
  var accountID: Int64
  var amount: Int64
  var balanceAfter: Int64

  enum CodingKeys: String, CodingKey {
    case entryID = "entry_id"
    case n
    case accountID = "account_id"
    case amount
    case balanceAfter = "balance_after"
  }
}

struct Payment: Codable, Identifiable, FetchableRecord, MutablePersistableRecord {
  var id: Int64?
  var orderID: Int64
  var name: String
  var gateway: String
  var amount: Int64
  var at: Int64

  enum CodingKeys: String, CodingKey {
    case id
    case orderID = "order_id"
    case name, gateway, amount, at
  }

  mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}

struct Refund: Codable, Identifiable, FetchableRecord, MutablePersistableRecord {
  var id: Int64?
  var orderID: Int64
  var name: String
  var reason: String
  var amount: Int64
  var at: Int64

  enum CodingKeys: String, CodingKey {
    case id
    case orderID = "order_id"
    case name, reason, amount, at
  }

  mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}

struct CancellationMonth: Codable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "cancellation_month"
  var month: Int64
  var reason: String
  var cancellations: Int64
  var units: Int64
  var refunded: Int64
}

struct Event: Codable, Identifiable, FetchableRecord, MutablePersistableRecord {
  var id: Int64?
  var orderID: Int64
  var kind: Kind
  var payload: String
  var previous: Data
  var hash: Data

  enum CodingKeys: String, CodingKey {
    case id
    case orderID = "order_id"
    case kind, payload, previous, hash
  }

  enum Columns {
    static let id = Column(CodingKeys.id)
    static let hash = Column(CodingKeys.hash)
  }

  mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}
