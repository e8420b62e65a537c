import COrderLedgerFuzzDriver
import Foundation
import OrderLedger
import OrderLedgerFuzzing
import OrderLedgerModel
import Synchronization

/// One target under libFuzzer: `OrderLedgerFuzzer TARGET [--planted] [libFuzzer's own arguments]`.
///
/// Built and run by `Scripts/torture fuzz`, with the sanitizers that it names.
@main enum Fuzzer {
  private static let target = Mutex<FuzzTarget>(.wire)
  /// Whether one command is one too many: the control that shows that a trap is found.
  private static let isPlanted = Mutex(false)

  static func main() {
    var arguments = CommandLine.arguments
    guard arguments.count > 1, let chosen = FuzzTarget(rawValue: arguments.remove(at: 1)) else {
      let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
      FileHandle.standardError.write(Data("The first argument is one of: \(names).\n".utf8))
      exit(64)
    }
    target.withLock { $0 = chosen }
    if let place = arguments.firstIndex(of: "--planted") {
      arguments.remove(at: place)
      isPlanted.withLock { $0 = true }
    }
    var words: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) } + [nil]
    var count = Int32(arguments.count)
    // unsafe: the words are never freed, and the array lives as long as the call.
    let code = unsafe words.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress
      return unsafe LLVMFuzzerRunDriver(&count, &start) { bytes, count in
        unsafe Fuzzer.check(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
      }
    }
    exit(code)
  }

  private static func check(_ input: [UInt8]) {
    let target = target.withLock { $0 }
    let start = processorTime()
    do {
      if target == .file {
        try checkAndWait(input)
      } else {
        _ = try target.checkNow(input)
      }
    } catch {
      fatalError("\(error)")
    }
    let time = processorTime() - start
    if time > 1_000_000_000 { fatalError("\(time / 1_000_000) ms for one input") }
    if isPlanted.withLock({ $0 }) { trapIfPlanted(input) }
  }

  /// Does what a bug would: the input has to be a command, and one that none of the corpus is.
  private static func trapIfPlanted(_ input: [UInt8]) {
    guard let command = try? Command(json: input) else { return }
    guard case .cancelOrder(let cancel) = command.action else { return }
    let isOfCorpus = ["1", "a1", "a\u{1F600}"].contains(cancel.order.text)
    if !isOfCorpus || (command.expectedVersion ?? 1) > 1 {
      fatalError("the planted trap")
    }
  }

  private static func checkAndWait(_ input: [UInt8]) throws {
    let done = DispatchSemaphore(value: 0)
    let failure = Mutex<(any Error)?>(nil)
    Task.detached {
      do { _ = try await FuzzTarget.file.check(input) } catch { failure.withLock { $0 = error } }
      done.signal()
    }
    done.wait()
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// Nanoseconds of all cores that this process has had: other processes don't count.
  private static func processorTime() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
