import Foundation
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The tool at a terminal, with someone typing.
enum Terminal {
  struct Session: Sendable {
    let code: Int32
    /// What the terminal showed, the typed text included.
    let screen: String
  }

  /// Runs the tool at a pseudo-terminal. What is typed waits in the terminal until it is read, as
  /// when someone types ahead.
  static func run(
    _ arguments: [String], typing text: String, environment: [String: String] = [:]
  ) async throws -> Session {
    let (master, slave) = try open()
    try master.write(contentsOf: Data(text.utf8))
    let process = try ChildProcess(
      Tool.path, arguments,
      environment: ["TERM": "xterm", "NO_COLOR": ""].merging(environment) { $1 },
      input: slave, output: slave, error: slave)
    let end = await process.end()
    // While this side holds the slave, what was shown can be read to its end without a hang-up.
    var screen = Data()
    while isReadable(master) {
      let more = master.availableData
      if more.isEmpty { break }
      screen += more
    }
    return Session(code: end.code, screen: String(decoding: screen, as: UTF8.self))
  }

  private static func isReadable(_ handle: FileHandle) -> Bool {
    var request = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
    // unsafe: the request outlives the call.
    return unsafe poll(&request, 1, 100) > 0
  }

  private static func open() throws -> (master: FileHandle, slave: FileHandle) {
    // unsafe: the types are those of POSIX; the name is copied at once.
    typealias Open = @convention(c) (Int32) -> Int32
    typealias Name = @convention(c) (Int32) -> UnsafePointer<CChar>?
    let openMaster = unsafe unsafeBitCast(try symbol("posix_openpt"), to: Open.self)
    let grant = unsafe unsafeBitCast(try symbol("grantpt"), to: Open.self)
    let unlock = unsafe unsafeBitCast(try symbol("unlockpt"), to: Open.self)
    let nameOf = unsafe unsafeBitCast(try symbol("ptsname"), to: Name.self)
    let master = openMaster(O_RDWR | O_NOCTTY)
    try #require(master >= 0 && grant(master) == 0 && unlock(master) == 0)
    let name = try #require(unsafe nameOf(master).map { unsafe String(cString: $0) })
    let slave = unsafe Foundation.open(name, O_RDWR | O_NOCTTY)
    try #require(slave >= 0)
    return (
      FileHandle(fileDescriptor: master, closeOnDealloc: true),
      FileHandle(fileDescriptor: slave, closeOnDealloc: true)
    )
  }
}
