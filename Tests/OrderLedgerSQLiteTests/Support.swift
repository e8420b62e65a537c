import OrderLedgerSQLite

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A fresh directory of its own, removed with everything in it at the end.
final class Scratch: Sendable {
  let directory: String

  init() {
    // In memory where that is possible: no test here needs a disk, and a shared one is slow.
    let parent = unsafe access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(parent)/order-ledger-XXXXXX".utf8CString)
    let made = unsafe mkdtemp(&template) != nil
    precondition(made, "mkdtemp failed")
    directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for name in names() { unsafe unlink("\(directory)/\(name)") }
    unsafe rmdir(directory)
  }

  var path: String { "\(directory)/ledger.sqlite" }

  func names() -> [String] {
    guard let stream = unsafe opendir(directory) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes the database's file out of `text`, so many times.
  func write(_ text: String, _ times: Int = 1) throws {
    let descriptor = unsafe creat(path, 0o600)
    defer { close(descriptor) }
    let bytes = Array(String(repeating: text, count: times).utf8)
    precondition(writeAll(descriptor, bytes) == bytes.count, "write failed")
  }

  var configuration: Configuration {
    var configuration = Configuration(path: path)
    configuration.busyDeadline = .milliseconds(500)
    return configuration
  }

  /// A connection to the scratch database, after `schema` was made there with full rights.
  func open(
    schema: String? = nil, _ change: (inout Configuration) -> Void = { _ in }
  ) throws(SQLiteError) -> Connection {
    var configuration = configuration
    change(&configuration)
    let connection = try Connection(configuration)
    if let schema {
      try connection.changingSchema { () throws(SQLiteError) in try connection.execute(schema) }
    }
    return connection
  }
}

/// The error that `body` throws, or nil.
func failure(_ body: () throws -> Void) -> SQLiteError? {
  do {
    try body()
    return nil
  } catch {
    return error as? SQLiteError
  }
}

private func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Int {
  unsafe write(descriptor, bytes, bytes.count)
}
