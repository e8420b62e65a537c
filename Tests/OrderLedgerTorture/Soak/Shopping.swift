import Foundation
import OrderLedger
import Synchronization

/// A ledger that stays open, with one who buys and cancels, and readers.
final class Shopping: Sendable {
  private let path: String
  private let pace: Int
  private let plant: SoakOptions.Plant?
  let progress = SoakProgress()
  private let kept = Mutex<[[UInt8]]>([])

  init(_ path: String, pace: Int, _ plant: SoakOptions.Plant?) {
    self.path = path
    self.pace = max(1, pace)
    self.plant = plant
  }

  private var isOver: Bool { progress.isOver }

  func run() async throws {
    try await progress.follow {
      let ledger = try await Ledger(path: path, configuration: .soak)
      var reading = LedgerConfiguration.soak
      reading.mode = .readOnly
      for command in Shopper.opening { try await ledger.perform(command) }
      let other = try await Ledger(path: path, configuration: reading)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await self.shop(ledger) }
        group.addTask { try await self.look(ledger, every: .milliseconds(50)) }
        group.addTask { try await self.look(other, every: .milliseconds(70)) }
        if let plant = self.plant { group.addTask { try await self.grow(plant, other) } }
        try await group.waitForAll()
      }
      await other.close()
      let report = try await ledger.verify()
      if !report.isSound { throw TortureError("\(report)") }
      await ledger.close()
    }
  }

  private func shop(_ ledger: Ledger) async throws {
    let shopper = Shopper(name: "w")
    var pacer = Pacer(pace)
    while !isOver {
      let number = progress.count
      let receipt = try await ledger.perform(shopper.command(number))
      // Half of all networks lose an answer now and then.
      if number % 100 == 0 {
        let again = try await ledger.perform(shopper.command(number))
        guard again.replayed, again.transaction == receipt.transaction else {
          throw TortureError("a retry was not told what was done")
        }
      }
      progress.noteCommand()
      if plant == .leak { kept.withLock { $0.append([UInt8](repeating: 1, count: 224)) } }
      try await pacer.wait()
    }
  }

  private func look(_ ledger: Ledger, every pause: Duration) async throws {
    var number = 0
    while !isOver {
      let count = progress.count
      let order = OrderID(unchecked: "w-\(max(0, count - 8) / 7)")
      if count > 8 {
        let isBalanced = try await ledger.read { snapshot throws(LedgerError) in
          _ = try snapshot.order(order)
          _ = try snapshot.timeline(of: order)
          _ = try snapshot.stock()
          return try snapshot.trialBalance().isBalanced
        }
        guard isBalanced else { throw TortureError("a snapshot's books don't balance") }
      }
      number += 1
      progress.noteLook()
      if number % 20 == 0 {
        // Cut off wherever it is by then.
        let verification = Task { try? await ledger.verify(.full) }
        try await Task.sleep(for: .milliseconds(10))
        verification.cancel()
        _ = await verification.value
      }
      try await Task.sleep(for: pause)
    }
  }

  private func grow(_ plant: SoakOptions.Plant, _ ledger: Ledger) async throws {
    switch plant {
    case .leak: break
    case .descriptors:
      var files: [Int32] = []
      while !isOver {
        files.append(unsafe open("/dev/null", O_RDONLY | O_CLOEXEC))
        try await Task.sleep(for: .seconds(1))
      }
      for file in files { close(file) }
    case .reader:
      try await ledger.read { snapshot throws(LedgerError) in
        _ = try snapshot.head()
        while !self.isOver { Thread.sleep(forTimeInterval: 0.05) }
      }
    }
  }
}

extension LedgerConfiguration {
  /// Small caches, which are full soon.
  static var soak: LedgerConfiguration {
    var configuration = LedgerConfiguration()
    configuration.checkpointPages = Soak.checkpointPages
    configuration.cacheKiB = 128
    return configuration
  }
}

/// Keeps a number of steps a second, whatever a step takes.
struct Pacer {
  private let pause: Duration
  private var next = ContinuousClock.now

  init(_ pace: Int) { pause = .microseconds(1_000_000 / pace) }

  mutating func wait() async throws {
    next += pause
    let now = ContinuousClock.now
    if next > now { try await Task.sleep(until: next, clock: .continuous) } else { next = now }
  }
}
