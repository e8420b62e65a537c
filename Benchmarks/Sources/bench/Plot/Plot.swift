/// A picture of some results.
struct Plot {
  /// The file's name without its extension.
  let name: String
  let title: String
  let svg: String
}
