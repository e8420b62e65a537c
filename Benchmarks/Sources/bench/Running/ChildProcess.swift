import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A command that is run to its end, its output in files so that no pipe can fill up.
struct ChildProcess {
  var path: String
  var arguments: [String]
  var environment: [String: String] = [:]
  /// Whether to watch what it uses, which costs a look at /proc every 20 ms.
  var watched = false
  /// A peer that hangs must not hang the benchmark.
  var limitSeconds = 3_600.0

  /// The child that runs now, or 0.
  private static let running = Atomic<Int32>(0)

  /// Ends the child that runs now: a Ctrl-C reaches only the runner, as children are process groups
  /// of their own.
  static func endRunning() {
    let pid = running.load(ordering: .acquiring)
    if pid > 0 { kill(pid, SIGTERM) }
  }

  /// How it ended.
  struct Result {
    let status: Int32
    let output: String
    let errors: String
    /// The most memory it had resident; `nil` if not watched, or without /proc.
    let peakBytes: Double?
    let wallSeconds: Double
    /// User and system time of it and its children.
    let cpuSeconds: Double

    var succeeded: Bool { status == 0 }
  }

  init(
    path: String, arguments: [String], environment: [String: String] = [:], watched: Bool = false
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.watched = watched
  }

  /// Runs it. Throws if it can't be started or takes longer than the limit.
  func run() throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-child-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = folder.appendingPathComponent("output")
    let errors = folder.appendingPathComponent("errors")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Self.writer(output)
    process.standardError = try Self.writer(errors)
    let clock = ContinuousClock()
    let begin = clock.now
    let cpuBefore = Self.childrenCPUSeconds()
    do { try process.run() } catch {
      throw Failure("\(path) can't be started: \(error.localizedDescription)")
    }
    Self.running.store(process.processIdentifier, ordering: .releasing)
    defer { Self.running.store(0, ordering: .releasing) }
    var peak: Double?
    while process.isRunning {
      if watched, let bytes = Self.peakBytes(process.processIdentifier) { peak = bytes }
      if clock.now - begin > .seconds(limitSeconds) {
        process.terminate()
        throw Failure("\(path) was stopped: it ran for more than \(grouped(limitSeconds)) s.")
      }
      Thread.sleep(forTimeInterval: watched ? 0.02 : 0.005)
    }
    process.waitUntilExit()
    let (seconds, attoseconds) = (clock.now - begin).components
    return Result(
      status: process.terminationReason == .exit ? process.terminationStatus : 128,
      output: try Self.text(output), errors: try Self.text(errors), peakBytes: peak,
      wallSeconds: Double(seconds) + Double(attoseconds) / 1e18,
      cpuSeconds: Self.childrenCPUSeconds() - cpuBefore)
  }

  /// User and system time of all children that have ended. There is one at a time.
  private static func childrenCPUSeconds() -> Double {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_CHILDREN, &usage)
    #else
      getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    #endif
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
    }
  }

  private static func writer(_ file: URL) throws -> FileHandle {
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }

  private static func text(_ file: URL) throws -> String {
    String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  /// The high-water mark of the memory of `pid`. Not `ru_maxrss`: that one begins with the memory
  /// of whoever forked.
  private static func peakBytes(_ pid: Int32) -> Double? {
    guard let text = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return nil }
    return line.split(separator: " ").compactMap { Double($0) }.first.map { $0 * 1_024 }
  }
}
