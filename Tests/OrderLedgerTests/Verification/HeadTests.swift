import OrderLedger
import OrderLedgerTesting
import Testing

/// A head that was kept elsewhere shows what the chain alone can't.
@Suite struct HeadTests {
  @Test func `a head that was kept holds while the journal grows`() async throws {
    let shop = try await TestLedger()
    let empty = try await shop.ledger.head()
    try await shop.stockUp()
    let kept = try await shop.ledger.head()
    try await shop.perform(.placeOrder(shop.order("1001")))
    #expect(try await shop.ledger.compare(empty) == .same)
    #expect(try await shop.ledger.compare(kept) == .same)
    #expect(try await shop.ledger.compare(try JournalHead(json: kept.json())) == .same)
    #expect(try await shop.ledger.compare(try JournalHead(json: empty.json())) == .same)
    await shop.close()
  }

  @Test func `a head equals the one that was kept, also where a policy is in force`() async throws {
    let shop = try await TestLedger()
    try await shop.perform(SetPolicy(CancellationPolicy(shipping: .keep)))
    let head = try await shop.ledger.head()
    let kept = try JournalHead(json: head.json())
    #expect(kept == head)
    #expect(Set([kept, head]).count == 1)
    await shop.close()
  }

  @Test func `an old copy and another history are told apart from the journal`() async throws {
    let shop = try await TestLedger()
    try await shop.stockUp()
    let path = shop.path + ".copy"
    try await shop.ledger.backup(to: path)
    try await shop.perform(.placeOrder(shop.order("1001")))
    let kept = try await shop.ledger.head()
    let old = try await Ledger(path: path)
    let end = try await old.head()
    #expect(try await old.compare(kept) == .endsEarlier(sequence: end.sequence))
    // Both have the ledger's name; what the copy's chain goes on with is not what was kept.
    _ = try await old.perform(Command(.placeOrder(shop.order("2001"))))
    #expect(try await old.head().sequence == kept.sequence)
    #expect(try await old.compare(kept) == .differs)
    await old.close()
    await shop.close()
  }

  @Test func `a signature holds for the key, the ledger and every byte`() async throws {
    let signer = Ed25519Signer()
    let shop = try await TestLedger()
    try await shop.stockUp()
    let signed = try await shop.ledger.signedHead(by: signer)
    #expect(try await shop.ledger.compare(signed, signedBy: signer.publicKey) == .same)
    let kept = try SignedHead(json: signed.json())
    #expect(kept == signed)
    #expect(!kept.isSigned(by: Ed25519Signer().publicKey))
    #expect(
      try await shop.ledger.compare(kept, signedBy: Ed25519Signer().publicKey) == .notSigned)
    // Every digit of what is signed, changed alone.
    let text = String(decoding: signed.json(), as: UTF8.self)
    for field in ["\(kept.head.hexHash)", "\"seq\":\(kept.head.sequence)"] {
      let last = try #require(field.last)
      let other = String(field.dropLast()) + (last == "0" ? "1" : "0")
      let changed = try SignedHead(json: Array(text.replacing(field, with: other).utf8))
      #expect(changed != kept)
      #expect(
        try await shop.ledger.compare(changed, signedBy: signer.publicKey) == .notSigned, "\(field)"
      )
    }
    let other = try await TestLedger()
    try await other.stockUp()
    #expect(try await other.ledger.compare(signed, signedBy: signer.publicKey) == .anotherLedger)
    await other.close()
    await shop.close()
  }

  @Test func `a key that was kept signs as before`() throws {
    let signer = Ed25519Signer()
    let again = try Ed25519Signer(privateKey: signer.privateKey)
    #expect(again.publicKey == signer.publicKey)
    let error = #expect(throws: LedgerError.self) {
      _ = try Ed25519Signer(privateKey: [1, 2, 3])
    }
    #expect(error?.code == .invalidText)
    #expect(error?.found == "3 bytes")
  }

  /// The third test vector of RFC 8032, section 7.1: another implementation's signature holds here.
  @Test func `signatures are those of the standard`() throws {
    let secret = "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"
    let digits = Array(secret)
    let key = stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
    let signer = try Ed25519Signer(privateKey: key)
    let publicKey = signer.publicKey.map { String($0, radix: 16) }
    #expect(publicKey.prefix(4) == ["fc", "51", "cd", "8e"])
  }

  @Test(arguments: [
    (#"{"hash":"00","recordedAt":"2026-11-27T00:00:00Z","seq":1}"#, LedgerError.Code.wrongType),
    (#"{"recordedAt":"2026-11-27T00:00:00Z","seq":1}"#, .missingField),
    (#"{"hash":"00","seq":-1}"#, .wrongType),
    (#"{"hash":"00"}"#, .missingField),
    (#"{"hash":7,"seq":0}"#, .wrongType),
    ("[", .malformedJSON),
  ])
  func `a head that is none is refused`(text: String, code: LedgerError.Code) {
    let error = #expect(throws: LedgerError.self) { _ = try JournalHead(json: Array(text.utf8)) }
    #expect(error?.code == code)
  }

  @Test func `what keeps a signer from signing is told`() async throws {
    struct Locked: Error {}
    struct Vault: Signer {
      let publicKey: [UInt8] = []
      func signature(for message: [UInt8]) async throws -> [UInt8] { throw Locked() }
    }
    let shop = try await TestLedger()
    await #expect(throws: Locked.self) { _ = try await shop.ledger.signedHead(by: Vault()) }
    await shop.close()
  }
}
