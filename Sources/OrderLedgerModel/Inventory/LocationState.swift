/// A place that holds stock.
public struct LocationState: Sendable, Hashable {
  /// The caller's name for it.
  public let id: LocationID
  /// What people call it.
  public var name: String?
  /// Whether it takes stock; a closed location is refused for restocking.
  public var isOpen: Bool

  package init(id: LocationID, name: String?, isOpen: Bool) {
    self.id = id
    self.name = name
    self.isOpen = isOpen
  }
}

/// An entry: a location was opened or closed.
public struct LocationChange: Sendable, Hashable {
  /// Which.
  public let location: LocationID
  /// What people call it; `nil` leaves the name as it is.
  public let name: String?
  /// Whether it is open from now on.
  public let isOpen: Bool

  package init(location: LocationID, name: String?, isOpen: Bool) {
    self.location = location
    self.name = name
    self.isOpen = isOpen
  }
}
