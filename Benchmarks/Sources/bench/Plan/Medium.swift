/// Where a database lies.
enum Medium: String, CaseIterable, Codable {
  case disk
  case memory
}
