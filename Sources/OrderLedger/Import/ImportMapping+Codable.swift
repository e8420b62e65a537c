import OrderLedgerModel

extension ImportMapping: Codable {
  /// Reads a mapping; ``init(json:)`` is the same with typed errors and all checks.
  public init(from decoder: any Decoder) throws {
    var object = try MappingObject(decoder)
    name = try object.required("name")
    columns = try object.required("columns")
    date = try object.required("date")
    let code: String = try object.required("currency")
    do { currency = try Currency(code) } catch {
      throw LedgerError(.unknownCurrency, object.subject("currency"), allowed: "ISO 4217")
    }
    if let text: String = try object.optional("delimiter") {
      guard let byte = text.utf8.first, text.utf8.count == 1 else {
        throw LedgerError(
          .invalidChoice, object.subject("delimiter"), allowed: "one ASCII character")
      }
      delimiter = byte
    }
    cancellations = try object.optional("cancellations")
    items = try object.optional("items") ?? []
    shipping = try object.optional("shipping") ?? []
    badDebtPrefix = try object.optional("badDebtPrefix")
    zeroPrice = try object.choice("zeroPrice", default: .adjustment)
    openingStock = try object.choice("openingStock", default: .minimumOfRunningSum)
    location = try object.identifier("location")
    tender = try object.identifier("tender")
    reason = try object.identifier("reason", default: BuiltInReason.customer.code)
    try object.finish()
  }

  /// Writes the mapping in the form that is read.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: FieldName.self)
    func put(_ field: String, _ value: (some Encodable)?) throws {
      try object.encodeIfPresent(value, forKey: FieldName(stringValue: field))
    }
    try put("name", name)
    try put("columns", columns)
    try put("date", date)
    try put("currency", currency.code)
    try put("delimiter", String(UnicodeScalar(delimiter)))
    try put("cancellations", cancellations)
    try put("items", items)
    try put("shipping", shipping)
    try put("badDebtPrefix", badDebtPrefix)
    try put("zeroPrice", zeroPrice.rawValue)
    try put("openingStock", openingStock.rawValue)
    try put("location", location.text)
    try put("tender", tender.text)
    try put("reason", reason.text)
  }
}

extension ImportMapping.Columns: Codable {
  /// Reads the columns' names.
  public init(from decoder: any Decoder) throws {
    var object = try MappingObject(decoder)
    order = try object.required("order")
    line = try object.optional("line")
    sku = try object.required("sku")
    quantity = try object.required("quantity")
    price = try object.required("price")
    date = try object.required("date")
    customer = try object.required("customer")
    try object.finish()
  }

  /// Writes the columns' names.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: FieldName.self)
    try object.encode(order, forKey: FieldName(stringValue: "order"))
    try object.encodeIfPresent(line, forKey: FieldName(stringValue: "line"))
    try object.encode(sku, forKey: FieldName(stringValue: "sku"))
    try object.encode(quantity, forKey: FieldName(stringValue: "quantity"))
    try object.encode(price, forKey: FieldName(stringValue: "price"))
    try object.encode(date, forKey: FieldName(stringValue: "date"))
    try object.encode(customer, forKey: FieldName(stringValue: "customer"))
  }
}

extension ImportMapping.DateRule: Codable {
  /// Reads `{"format": "local", "zone": "Europe/London"}`.
  public init(from decoder: any Decoder) throws {
    var object = try MappingObject(decoder)
    format = try object.choice("format", default: .local)
    let name: String? = try object.optional("zone")
    guard let zone = ZoneRule(mappingName: name ?? "UTC") else {
      throw LedgerError(
        .invalidChoice, object.subject("zone"), found: name.map(WirePath.printable),
        allowed: "Europe/London, UTC, or an offset such as +02:00")
    }
    self.zone = zone
    if format == .local, name == nil {
      throw LedgerError(.missingField, object.subject("zone"))
    }
    try object.finish()
  }

  /// Writes the rule in the form that is read.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: FieldName.self)
    try object.encode(format.rawValue, forKey: FieldName(stringValue: "format"))
    try object.encode(zone.mappingName, forKey: FieldName(stringValue: "zone"))
  }
}

extension ImportMapping.CancellationRule: Codable {
  /// Reads `{"orderPrefix": "C", "negativeQuantity": true}` and the names of the rules.
  public init(from decoder: any Decoder) throws {
    var object = try MappingObject(decoder)
    orderPrefix = try object.optional("orderPrefix")
    negativeQuantity = try object.optional("negativeQuantity") ?? false
    matching = try object.choice("matching", default: .sameCustomerSkuPrice)
    preference = try object.choice(
      "preference", default: .exactThenLatestWithRoomThenSpread)
    try object.finish()
  }

  /// Writes the rule in the form that is read.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: FieldName.self)
    try object.encodeIfPresent(orderPrefix, forKey: FieldName(stringValue: "orderPrefix"))
    try object.encode(negativeQuantity, forKey: FieldName(stringValue: "negativeQuantity"))
    try object.encode(matching.rawValue, forKey: FieldName(stringValue: "matching"))
    try object.encode(preference.rawValue, forKey: FieldName(stringValue: "preference"))
  }
}

extension CodePattern: Codable {
  private enum Kind: String, CaseIterable {
    case digitsThenLetters, prefix, suffix, exact
  }

  /// Reads `{"kind": "prefix", "text": "DCGS"}` or `{"kind": "digitsThenLetters", "digits": 5}`.
  public init(from decoder: any Decoder) throws {
    var object = try MappingObject(decoder)
    switch try object.choice("kind", default: Kind?.none) {
    case .digitsThenLetters: self = .digitsThenLetters(digits: try object.required("digits"))
    case .prefix: self = .prefix(try object.required("text"))
    case .suffix: self = .suffix(try object.required("text"))
    case .exact: self = .exact(try object.required("text"))
    }
    try object.finish()
  }

  /// Writes the pattern in the form that is read.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: FieldName.self)
    let (kind, text): (Kind, String?) =
      switch self {
      case .digitsThenLetters: (.digitsThenLetters, nil)
      case .prefix(let text): (.prefix, text)
      case .suffix(let text): (.suffix, text)
      case .exact(let text): (.exact, text)
      }
    try object.encode(kind.rawValue, forKey: FieldName(stringValue: "kind"))
    try object.encodeIfPresent(text, forKey: FieldName(stringValue: "text"))
    if case .digitsThenLetters(let digits) = self {
      try object.encode(digits, forKey: FieldName(stringValue: "digits"))
    }
  }
}
