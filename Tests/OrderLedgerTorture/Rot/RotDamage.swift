/// What was done to a file.
struct RotDamage {
  let text: String
  /// The journal transaction that has to be named for it, where it is one alone.
  var sequence: Int64?
}
