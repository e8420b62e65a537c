/// A contestant: a peer with its settings.
struct Entry: Hashable, Codable {
  let peer: Peer
  var sync = Sync.full
  /// Concurrent callers, one operation each at a time.
  var callers = 1
  /// Operations in one transaction.
  var batch = 1

  init(_ peer: Peer, sync: Sync = .full, callers: Int = 1, batch: Int = 1) {
    self.peer = peer
    self.sync = sync
    self.callers = callers
    self.batch = batch
  }

  /// The name in tables, for instance `OrderLedger, FULL, 64 callers`.
  var title: String {
    var words = [peer.title, sync.rawValue.uppercased()]
    if callers > 1 { words.append("\(callers) callers") }
    if batch > 1 { words.append("batches of \(grouped(Double(batch)))") }
    return words.joined(separator: ", ")
  }
}
