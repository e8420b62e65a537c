/// TEMPORARY until the wire form lands.
public struct Receipt: Sendable, Hashable {
  public let transaction: JournalTransaction
  public let replayed: Bool
  package init(transaction: JournalTransaction, replayed: Bool) {
    self.transaction = transaction
    self.replayed = replayed
  }
}
extension Command {
  package var canonicalRequest: [UInt8] { Array("\(action)\(String(describing: at))".utf8) }
}
extension JournalTransaction {
  package func preimage(store: [UInt8], previous: [UInt8]) -> [UInt8] {
    store + previous + Array("\(self)".utf8)
  }
}
