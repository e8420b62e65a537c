/// A number of units for each bucket.
///
/// Ten integers in a row, so that a level is copied and compared without asking for memory.
package struct BucketCounts: Sendable, Hashable {
  private var available: Int64 = 0
  private var reserved: Int64 = 0
  private var inspection: Int64 = 0
  private var damaged: Int64 = 0
  private var safety: Int64 = 0
  private var supplier: Int64 = 0
  private var shipped: Int64 = 0
  private var scrapped: Int64 = 0
  private var countAdjustment: Int64 = 0
  private var transit: Int64 = 0

  /// None anywhere.
  package init() {}

  package subscript(bucket: Bucket) -> Int64 {
    get {
      switch bucket {
      case .available: available
      case .reserved: reserved
      case .inspection: inspection
      case .damaged: damaged
      case .safety: safety
      case .supplier: supplier
      case .shipped: shipped
      case .scrapped: scrapped
      case .countAdjustment: countAdjustment
      case .transit: transit
      }
    }
    set {
      switch bucket {
      case .available: available = newValue
      case .reserved: reserved = newValue
      case .inspection: inspection = newValue
      case .damaged: damaged = newValue
      case .safety: safety = newValue
      case .supplier: supplier = newValue
      case .shipped: shipped = newValue
      case .scrapped: scrapped = newValue
      case .countAdjustment: countAdjustment = newValue
      case .transit: transit = newValue
      }
    }
  }

  /// Adds a change of each bucket.
  package mutating func add(_ change: BucketCounts) {
    available += change.available
    reserved += change.reserved
    inspection += change.inspection
    damaged += change.damaged
    safety += change.safety
    supplier += change.supplier
    shipped += change.shipped
    scrapped += change.scrapped
    countAdjustment += change.countAdjustment
    transit += change.transit
  }

  /// Units on the shelf.
  package var onHand: Int64 { available + reserved + inspection + damaged + safety }

  /// Whether nothing but available and reserved units are counted.
  package var isReservation: Bool {
    inspection | damaged | safety | supplier | shipped | scrapped | countAdjustment | transit == 0
  }
}
