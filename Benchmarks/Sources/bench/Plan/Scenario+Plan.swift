extension Scenario {
  /// The plan of `suite`. Empty for the suites that are no interleaved comparison.
  static func plan(_ suite: Suite, _ options: Options) -> [Scenario] {
    func scenarios(_ media: [Medium], orders: Int, rounds: Int, _ entries: [Entry]) -> [Scenario] {
      (options.media ?? media).map { medium in
        Scenario(
          suite: suite, medium: medium, orders: options.orders ?? orders,
          rounds: options.rounds ?? rounds, entries: entries)
      }
    }
    switch suite {
    case .quick:
      return scenarios([.disk], orders: 3_000, rounds: 3, quick)
    case .peers:
      return scenarios([.disk, .memory], orders: 10_000, rounds: 3, peers(options))
    case .floor:
      return scenarios(
        [.disk, .memory], orders: 10_000, rounds: 5, [Entry(.floor), Entry(.ledger)])
    case .callers:
      return scenarios([.disk, .memory], orders: 10_000, rounds: 3, callers(options))
    case .batches:
      return scenarios([.disk, .memory], orders: 30_000, rounds: 3, batches)
    case .growth, .realYear, .counts, .all:
      return []
    }
  }

  private static let quick = [
    Entry(.lean), Entry(.ledger), Entry(.floor), Entry(.grdbRecords),
    Entry(.ledger, callers: 64), Entry(.lean, batch: 1_000), Entry(.ledger, batch: 1_000),
  ]

  private static func peers(_ options: Options) -> [Entry] {
    var entries = [
      Entry(.lean), Entry(.ledger), Entry(.grdbRaw), Entry(.grdbRecords),
    ]
    if options.withPostgreSQL { entries += [Entry(.postgresql), Entry(.postgresql, callers: 8)] }
    if options.withPython { entries += [Entry(.python), Entry(.sqlAlchemy)] }
    return entries
  }

  /// PostgreSQL is the peer here: it is built for concurrent callers. The embedded ones, whose callers
  /// take turns, show what sharing commits is worth.
  private static func callers(_ options: Options) -> [Entry] {
    var entries: [Entry] = []
    for sync in [Sync.full, .normal] {
      entries += [1, 8, 64].map { Entry(.ledger, sync: sync, callers: $0) }
      if sync == .full { entries += [Peer.lean, .grdbRaw].map { Entry($0, callers: 64) } }
      if options.withPostgreSQL {
        entries += [1, 8].map { Entry(.postgresql, sync: sync, callers: $0) }
      }
    }
    return entries
  }

  /// One floor: a scenario has one recording of the library's statements.
  private static let batches =
    [Sync.full, .normal].flatMap { sync in
      [100, 1_000].flatMap { batch in
        [Peer.lean, .ledger, .grdbRaw].map { Entry($0, sync: sync, batch: batch) }
      }
    } + [Entry(.floor, batch: 1_000)]
}
