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
  /// `nil` if it did not take part.
  var python: String?
  /// The commit that was measured; with `+` if there were changes beside it.
  var commit: String
}
