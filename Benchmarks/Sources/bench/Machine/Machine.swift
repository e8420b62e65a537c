/// What the figures were measured with.
struct Machine: Codable {
  var cpu: String
  var cores: Int
  var memoryBytes: UInt64
  var kernel: String
  var system: String
  var swift: String
  var sqlite: String
  /// `nil` if it did not take part.
  var postgresql: String?
  /// Python and, where it is installed, SQLAlchemy; `nil` if they did not take part.
  var python: String?
  /// What the package was resolved to when the peers were built; `nil` if that is not known.
  var grdb: String?
  /// The commit that was measured; with `+` if there were changes beside it.
  var commit: String
}
