package import OrderLedgerModel

/// Makes typed rows of a file's rows, by a mapping.
///
/// The first that applies: malformed · bad debt · cancellation (of an item, or not) · a price of zero
/// · an unpayable price · shipping · not an item · sale.
package struct RowClassifier {
  private let mapping: ImportMapping
  private let order, sku, quantity, price, date, customer: Int
  private let line: Int?
  /// The last date read: the rows of one order share it.
  private var lastDate: (text: [UInt8], at: Timestamp) = ([], .epoch)

  /// A classifier for a file with this header.
  ///
  /// - Throws: `LedgerError.missingField` with the column that is not there, or `.duplicateLine`
  ///   where it is there twice.
  package init(_ mapping: ImportMapping, header: [String]) throws(LedgerError) {
    func find(_ name: String) throws(LedgerError) -> Int {
      let found = header.indices.filter { header[$0] == name }
      guard let first = found.first else {
        throw LedgerError(
          .missingField, LedgerError.Subject("column", WirePath.printable(name)),
          allowed: Self.names(header))
      }
      guard found.count == 1 else {
        throw LedgerError(
          .duplicateLine, LedgerError.Subject("column", WirePath.printable(name)),
          found: "\(found.count) times")
      }
      return first
    }
    self.mapping = mapping
    let columns = mapping.columns
    order = try find(columns.order)
    sku = try find(columns.sku)
    quantity = try find(columns.quantity)
    price = try find(columns.price)
    date = try find(columns.date)
    customer = try find(columns.customer)
    if let name = columns.line { line = try find(name) } else { line = nil }
  }

  /// The columns that a file has, for an error: a header is text of any length and kind.
  private static func names(_ header: [String]) -> String {
    let shown = 20
    let names = header.prefix(shown).map { WirePath.printable($0) }.joined(separator: ", ")
    return header.count > shown ? "\(names) and \(header.count - shown) more" : names
  }

  /// What a row is.
  package mutating func classify(_ row: borrowing CSVRow) -> ImportRow {
    var result = ImportRow(kind: .sale, number: row.number)
    do throws(RowFault) {
      try readNames(row, into: &result)
      try readQuantity(row, into: &result)
      result.at = try instant(row[date])
      let isPayable = try readPrice(row, into: &result)
      result.kind = try kind(of: result, isPayable: isPayable)
    } catch {
      result.kind = .malformed(error)
    }
    return result
  }

  /// What can be known of a row with a fault.
  package func classify(_ row: borrowing CSVRow, fault: CSVProblem) -> ImportRow {
    var result = ImportRow(kind: .malformed(.file(fault)), number: row.number)
    if case .fieldCount = fault, order < row.count, let name = Self.name(row[order]) {
      result.order = name
    }
    return result
  }

  private func readNames(
    _ row: borrowing CSVRow, into result: inout ImportRow
  ) throws(RowFault) {
    guard let order = Self.name(row[order]) else { throw .order }
    result.order = order
    guard let code = try? SKU(utf8: row[sku]) else { throw .sku }
    result.sku = code.text
    if let line {
      guard let name = Self.name(row[line]) else { throw .line }
      result.line = name
    } else {
      result.line = String(row.number)
    }
    let buyer = row[customer]
    if !buyer.isEmpty {
      guard let id = try? CustomerID(utf8: buyer) else { throw .customer }
      result.customer = id
    }
  }

  private func readQuantity(
    _ row: borrowing CSVRow, into result: inout ImportRow
  ) throws(RowFault) {
    guard let units = Self.integer(row[quantity]), units != 0, abs(units) <= Limits.maxQuantity
    else { throw .quantity }
    result.quantity = units
  }

  /// Reads the price; false where its currency has no coin that small.
  private func readPrice(
    _ row: borrowing CSVRow, into result: inout ImportRow
  ) throws(RowFault) -> Bool {
    result.priceText = row[price].count <= Limits.maxAmountTextBytes ? row.text(price) : ""
    do {
      result.price = try Money(parsing: row[price], currency: mapping.currency).minorUnits
    } catch .tooPrecise {
      return false
    } catch {
      throw .price
    }
    let (amount, overflow) = result.price.multipliedReportingOverflow(by: result.units)
    guard !overflow, amount.magnitude <= Limits.maxAmount else { throw .amount }
    return true
  }

  private mutating func instant(_ text: ArraySlice<UInt8>) throws(RowFault) -> Timestamp {
    if lastDate.text.elementsEqual(text), !text.isEmpty { return lastDate.at }
    do {
      let at =
        switch mapping.date.format {
        case .local: try Timestamp(parsingLocal: text, in: mapping.date.zone)
        case .iso8601: try Timestamp(parsing: text)
        }
      lastDate = (Array(text), at)
      return at
    } catch {
      throw .date
    }
  }

  private func kind(of row: ImportRow, isPayable: Bool) throws(RowFault) -> ImportRow.Kind {
    if let prefix = mapping.badDebtPrefix, row.order.utf8.starts(with: prefix.utf8) {
      return .badDebt
    }
    guard row.price >= 0 else { throw .price }
    let isItem = mapping.isItem(row.sku)
    if try isCancellation(row) {
      if !isItem { return .cancelledNonItem }
      return isPayable ? .cancellation : .unpayablePrice
    }
    guard isPayable else { return .unpayablePrice }
    if row.price == 0, mapping.zeroPrice == .adjustment { return .adjustment }
    if row.price == 0, mapping.zeroPrice == .refuse { return .unpayablePrice }
    guard row.quantity > 0 else { throw .sign }
    if isItem { return .sale }
    return mapping.shipping.match(row.sku) ? .shipping : .notItem
  }

  private func isCancellation(_ row: ImportRow) throws(RowFault) -> Bool {
    guard let rule = mapping.cancellations else { return false }
    guard let prefix = rule.orderPrefix else { return row.quantity < 0 && row.price != 0 }
    guard row.order.utf8.starts(with: prefix.utf8) else { return false }
    guard !rule.negativeQuantity || row.quantity < 0 else { throw .sign }
    return true
  }

  /// A name that identifiers can be made from by adding to it.
  private static func name(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.count <= ImportLimits.nameBytes else { return nil }
    return (try? OrderID(utf8: bytes))?.text
  }

  private static func integer(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard let first = bytes.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    let digits = isNegative ? bytes.dropFirst() : bytes
    guard (1...18).contains(digits.count) else { return nil }
    var value: Int64 = 0
    for byte in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return isNegative ? -value : value
  }
}
