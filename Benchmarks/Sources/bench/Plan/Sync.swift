/// How durable a commit is: SQLite's `synchronous`, PostgreSQL's `synchronous_commit`.
enum Sync: String, Codable {
  case full
  case normal
}
