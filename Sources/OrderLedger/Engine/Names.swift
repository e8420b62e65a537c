import OrderLedgerModel
import OrderLedgerSQLite

/// SKUs and locations, and the numbers that stand for them in the tables.
///
/// A pair once committed never changes, so remembering it is safe, also across processes; pairs of
/// a transaction that is rolled back have to be forgotten. Bounded: past the limit it starts anew.
final class Names {
  private static let limit = 100_000

  private var skuIDs: [SKU: Int64] = [:]
  private var skus: [Int64: SKU] = [:]
  private var locationIDs: [LocationID: Int64] = [:]
  private var locations: [Int64: LocationID] = [:]

  /// Forgets everything.
  func removeAll() {
    skuIDs.removeAll(keepingCapacity: true)
    skus.removeAll(keepingCapacity: true)
    locationIDs.removeAll(keepingCapacity: true)
    locations.removeAll(keepingCapacity: true)
  }

  func id(of sku: SKU, _ connection: Connection) throws(LedgerError) -> Int64? {
    if let id = skuIDs[sku] { return id }
    let id = try connection.ledgerFirst(Catalog.skuID) {
      $0.bind(1, sku.text)
    } row: {
      try $0.int64(0)
    }
    if let id { remember(sku, id) }
    return id
  }

  func id(of location: LocationID, _ connection: Connection) throws(LedgerError) -> Int64? {
    if let id = locationIDs[location] { return id }
    let id = try connection.ledgerFirst(Catalog.locationID) {
      $0.bind(1, location.text)
    } row: {
      try $0.int64(0)
    }
    if let id { remember(location, id) }
    return id
  }

  /// The number of a SKU, which it gets now if it has none.
  func makeID(of sku: SKU, _ connection: Connection) throws(LedgerError) -> Int64 {
    if let id = try id(of: sku, connection) { return id }
    try connection.ledgerRun(Catalog.insertSKU) { $0.bind(1, sku.text) }
    let id = connection.lastInsertRowID
    remember(sku, id)
    return id
  }

  /// The number of a location, which it gets now if it has none.
  func makeID(of location: LocationID, _ connection: Connection) throws(LedgerError) -> Int64 {
    if let id = try id(of: location, connection) { return id }
    try connection.ledgerRun(Catalog.insertLocation) { $0.bind(1, location.text) }
    let id = connection.lastInsertRowID
    guard id <= StockRow.maxLocation else {
      throw LedgerError(
        .limitExceeded, .init("location", location.text), found: "location number \(id)",
        allowed: "at most \(StockRow.maxLocation) locations")
    }
    remember(location, id)
    return id
  }

  /// The row of a SKU at a location; names that have no number get one now.
  func stockRow(
    _ sku: SKU, _ location: LocationID, _ connection: Connection
  ) throws(LedgerError) -> StockRow {
    StockRow(sku: try makeID(of: sku, connection), location: try makeID(of: location, connection))
  }

  func sku(_ id: Int64, _ connection: Connection) throws(LedgerError) -> SKU {
    if let sku = skus[id] { return sku }
    let text = try connection.ledgerFirst(Catalog.skuName) {
      $0.bind(1, id)
    } row: {
      try $0.string(0)
    }
    guard let text else { throw LedgerError(.integrity, .init("sku", "\(id)"), found: "no name") }
    let sku = SKU(unchecked: text)
    remember(sku, id)
    return sku
  }

  func location(_ id: Int64, _ connection: Connection) throws(LedgerError) -> LocationID {
    if let location = locations[id] { return location }
    let text = try connection.ledgerFirst(Catalog.locationName) {
      $0.bind(1, id)
    } row: {
      try $0.string(0)
    }
    guard let text else {
      throw LedgerError(.integrity, .init("location", "\(id)"), found: "no name")
    }
    let location = LocationID(unchecked: text)
    remember(location, id)
    return location
  }

  private func remember(_ sku: SKU, _ id: Int64) {
    if skus.count >= Self.limit { removeAll() }
    skuIDs[sku] = id
    skus[id] = sku
  }

  private func remember(_ location: LocationID, _ id: Int64) {
    if locations.count >= Self.limit { removeAll() }
    locationIDs[location] = id
    locations[id] = location
  }
}
