extension Target {
  /// Every target. Figures are ratios round by round wherever two contestants are compared, since
  /// absolute rates move with the disk.
  static let all: [Target] = floor + throughput + growth + sizes

  private static let one = Entry(.ledger)
  private static let many = Entry(.ledger, callers: 64)
  private static let batch = Entry(.ledger, batch: 1_000)

  private static let floor: [Target] = [
    Target(name: "place, one caller, FULL: rate by the floor's", bound: .atLeast(0.85)) {
      $0.ratio(.throughput, "place", one, Entry(.floor))
    },
    Target(name: "cancel, one caller, FULL: rate by the floor's", bound: .atLeast(0.85)) {
      $0.ratio(.throughput, "cancel", one, Entry(.floor))
    },
    Target(name: "cancel, one caller, FULL: p99 by the floor's", bound: .atMost(1.5)) {
      $0.ratio(.p99, "cancel", one, Entry(.floor))
    },
  ]

  private static let throughput: [Target] = [
    Target(name: "cancel in batches of 1,000, FULL: CPU by lean C's", bound: .atMost(1.3)) {
      $0.ratio(.cpu, "cancel", batch, Entry(.lean, batch: 1_000))
    },
    Target(name: "place, FULL: rate of 64 callers by one's", bound: .atLeast(6.5)) {
      $0.ratio(.throughput, "place", many, one)
    },
    Target(name: "cancel, FULL: rate of 64 callers by one's", bound: .atLeast(4)) {
      $0.ratio(.throughput, "cancel", many, one)
    },
    Target(
      name: "cancel, FULL: rate of 64 callers by PostgreSQL's with 8 clients", bound: .atLeast(5)
    ) {
      $0.ratio(.throughput, "cancel", many, Entry(.postgresql, callers: 8))
    },
    Target(name: "cancel, one caller, FULL: rate by GRDB records'", bound: .atLeast(2.5)) {
      $0.ratio(.throughput, "cancel", one, Entry(.grdbRecords))
    },
    Target(name: "preview by the cancel it previews: CPU", bound: .atMost(0.6)) {
      $0.previewByCancel
    },
  ]

  private static let growth: [Target] = [
    Target(name: "10,000 to 1,000,000 orders: CPU of a cancel", bound: .atMost(1.5)) {
      $0.growth("cancel")
    },
    Target(name: "10,000 to 1,000,000 orders: report by reason", bound: .atMost(1.2)) {
      $0.growth("report-reasons")
    },
    Target(name: "10,000 to 1,000,000 orders: open", bound: .atMost(1.2)) { $0.growth("open") },
  ]

  private static let sizes: [Target] = [
    Target(name: "full verify: entries per second", bound: .atLeast(250_000)) { $0.verifyRate },
    Target(name: "full verify: peak memory, biggest by smallest ledger", bound: .atMost(1.2)) {
      $0.verifyMemory
    },
    Target(name: "file: bytes per order", bound: .atMost(2_000)) { $0.bytesPerOrder },
  ]
}
