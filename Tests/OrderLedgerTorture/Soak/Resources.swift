import COrderLedgerSQLiteTestShim
import Foundation

/// What the process holds at one moment. Linux.
struct Resources {
  /// Seconds since the beginning.
  let time: Double
  /// Memory of its own that is in the machine, in KiB: what is mapped from files is the system's to
  /// take back.
  let memory: Int
  /// Allocated and not freed, in bytes.
  let heap: Int
  let descriptors: Int
  /// The log's length on the disk, in bytes.
  let log: Int
  /// The file's, in bytes.
  let file: Int

  init(at time: Double, ledger: String) throws {
    self.time = time
    // First of all: it makes the memory what is used.
    heap = Int(order_ledger_torture_heap_bytes())
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
    let words = line?.split(whereSeparator: { " \t".contains($0) }) ?? []
    guard words.count > 1, let memory = Int(words[1]) else {
      throw TortureError("/proc/self/status doesn't say RssAnon")
    }
    self.memory = memory
    // One of them is that of the directory that is looked at.
    descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count - 1
    log = Self.bytes(ledger + "-wal")
    file = Self.bytes(ledger)
  }

  private static func bytes(_ path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? Int) ?? 0
  }
}

/// How something grows, whatever single samples do.
enum Growth {
  /// The median of the slopes between all pairs of samples (Theil and Sen), per hour.
  static func perHour(_ samples: [(time: Double, value: Double)]) -> Double {
    var slopes: [Double] = []
    for (index, later) in samples.enumerated() {
      for earlier in samples[..<index] where later.time > earlier.time {
        slopes.append((later.value - earlier.value) / (later.time - earlier.time))
      }
    }
    guard !slopes.isEmpty else { return 0 }
    slopes.sort()
    return slopes[slopes.count / 2] * 3_600
  }
}
