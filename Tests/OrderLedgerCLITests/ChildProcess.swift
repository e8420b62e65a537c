import Foundation
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A program that was started, and what became of it.
///
/// In the place of Foundation's `Process`, which reads behind the end of a buffer when many files
/// are open, and now and then ends the tests with a segmentation fault:
/// https://github.com/swiftlang/swift-corelibs-foundation/pull/5472
struct ChildProcess: Sendable {
  enum End: Equatable, Sendable {
    case exited(Int32)
    case killed(signal: Int32)

    /// The exit code; -1 if there is none.
    var code: Int32 {
      if case .exited(let code) = self { code } else { -1 }
    }
  }

  struct SpawnError: Error {
    let path: String
    let reason: String
  }

  let id: pid_t

  /// Starts a program with these streams and no other open file.
  ///
  /// - Parameter environment: added to this process's own.
  init(
    _ path: String, _ arguments: [String], environment: [String: String] = [:],
    input: FileHandle = .nullDevice, output: FileHandle = .nullDevice,
    error: FileHandle = .nullDevice
  ) throws {
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      .map { "\($0)=\($1)" }
    var id: pid_t = 0
    // unsafe, here and below: the C strings and the actions outlive the one call that reads them.
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    for (stream, handle) in [input, output, error].enumerated() {
      unsafe posix_spawn_file_actions_adddup2(
        &actions, handle.fileDescriptor, Int32(stream))
    }
    #if canImport(Darwin)
      unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_CLOEXEC_DEFAULT))
    #elseif canImport(Glibc)
      // Since glibc 2.34.
      typealias CloseFrom =
        @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32
      let closeFrom = unsafe unsafeBitCast(
        try symbol("posix_spawn_file_actions_addclosefrom_np"), to: CloseFrom.self)
      _ = unsafe closeFrom(&actions, 3)
    #endif
    let code = unsafe withCStrings([path] + arguments) { arguments in
      unsafe withCStrings(variables) { variables in
        unsafe posix_spawn(&id, path, &actions, &attributes, arguments, variables)
      }
    }
    guard code == 0 else {
      throw SpawnError(path: path, reason: unsafe String(cString: strerror(code)))
    }
    self.id = id
  }

  func kill() {
    _ = Foundation.kill(id, SIGKILL)
  }

  /// Waits for the end. Called once.
  func end() async -> End {
    await withCheckedContinuation { continuation in
      // A thread of its own: those of the tests may all wait for a child.
      Thread.detachNewThread {
        var status: Int32 = 0
        while unsafe waitpid(id, &status, 0) == -1, errno == EINTR {}
        let signal = status & 0x7f
        continuation.resume(
          returning: signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: signal))
      }
    }
  }
}

private func withCStrings<R>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
) -> R {
  let pointers = unsafe strings.map { unsafe strdup($0) }
  defer { unsafe pointers.forEach { unsafe free($0) } }
  return unsafe body(pointers + [nil])
}

/// A function that glibc declares only to those who ask for all of it, which Swift's module does not.
func symbol(_ name: String) throws -> UnsafeMutableRawPointer {
  // unsafe: a name of the C library's.
  let found = unsafe dlsym(nil, name)
  return try unsafe #require(found)
}
