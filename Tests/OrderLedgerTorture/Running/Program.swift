import COrderLedgerSQLiteTestShim
import Foundation

/// This program, started once more.
struct Program: Sendable {
  static let path: String = {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
  }()

  let id: Int32
  private let output: FileHandle
  private let input: FileHandle

  /// - Parameter arguments: none of them has a line feed.
  init(_ arguments: [String]) throws {
    var toChild: [Int32] = [0, 0]
    var fromChild: [Int32] = [0, 0]
    guard unsafe order_ledger_torture_pipe(&toChild) == 0,
      unsafe order_ledger_torture_pipe(&fromChild) == 0
    else { throw TortureError("no pipe: errno \(errno)") }
    let words = (["OrderLedgerTorture"] + arguments).joined(separator: "\n")
    id = unsafe order_ledger_torture_spawn(Program.path, words, toChild[0], fromChild[1])
    close(toChild[0])
    close(fromChild[1])
    input = FileHandle(fileDescriptor: toChild[1], closeOnDealloc: true)
    output = FileHandle(fileDescriptor: fromChild[0], closeOnDealloc: true)
    guard id > 0 else { throw TortureError("\(Program.path) can't be started") }
  }

  /// Gives it a line.
  func tell(_ line: String) throws { try input.write(contentsOf: Data((line + "\n").utf8)) }

  /// No more lines come.
  func endInput() { try? input.close() }

  func kill() { _ = Foundation.kill(id, SIGKILL) }

  /// Its next line; nil at the end. Blocks: for a thread of one's own.
  func line(_ buffer: inout [UInt8]) -> String? {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeSubrange(...end)
        return line
      }
      let more = output.availableData
      if more.isEmpty { return nil }
      buffer.append(contentsOf: more)
    }
  }

  /// Whether a process that ended so has crashed, or was ended by somebody else. One that only fails
  /// ends with 2, and has told why.
  static func isCrash(_ end: Int32) -> Bool { end != 0 && end != 2 }

  /// Shows each of its lines as it comes and waits for its end.
  ///
  /// - Returns: the exit code, or minus the signal.
  func finish(_ show: @escaping @Sendable (String) -> Void = { _ in }) async -> Int32 {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var buffer: [UInt8] = []
        while let line = line(&buffer) { show(line) }
        continuation.resume(returning: order_ledger_torture_wait(id))
      }
    }
  }
}
