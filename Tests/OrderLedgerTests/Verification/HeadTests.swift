import OrderLedgerModel
import OrderLedgerTesting
import Testing

@testable import OrderLedger

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

  /// A field of a signed head, as its JSON has it.
  private static func field(_ name: String, _ value: String) -> String {
    name == "seq" ? "\"\(name)\":\(value)" : "\"\(name)\":\"\(value)\""
  }

  @Test(arguments: ["hash", "recordedAt", "seq", "signature", "store"])
  func `no digit of a signed head can be another`(name: String) async throws {
    let signer = Ed25519Signer()
    let shop = try await TestLedger()
    try await shop.stockUp()
    let signed = try await shop.ledger.signedHead(by: signer)
    let text = String(decoding: signed.json(), as: UTF8.self)
    let values = [
      "hash": signed.head.hexHash, "recordedAt": signed.head.recordedAt.description,
      "seq": "\(signed.head.sequence)", "signature": signed.signature.hexadecimal,
      "store": signed.store.hexadecimal,
    ]
    let value = try #require(values[name])
    #expect(text.contains(Self.field(name, value)))
    var refused = 0
    for place in value.indices where value[place].isHexDigit {
      let digit = value[place] == "1" ? "2" : "1"
      let other = "\(value[..<place])\(digit)\(value[value.index(after: place)...])"
      let json = text.replacing(Self.field(name, value), with: Self.field(name, other))
      guard let changed = try? SignedHead(json: Array(json.utf8)) else {
        // A time may be none with another digit.
        refused += 1
        continue
      }
      #expect(changed != signed)
      #expect(
        try await shop.ledger.compare(changed, signedBy: signer.publicKey) == .notSigned,
        "\(name) \(other)")
    }
    #expect(name == "recordedAt" ? refused < 7 : refused == 0)
    await shop.close()
  }

  /// A test vector of RFC 8032, section 7.1, in hexadecimal digits.
  struct Vector: Sendable {
    let secret, publicKey, message, signature: String
  }

  static let vectors = [
    Vector(
      secret: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      message: "",
      signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    Vector(
      secret: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      message: "72",
      signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    Vector(
      secret: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
      message: "af82",
      signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
  ]

  @Test(arguments: vectors)
  func `signatures are those of the standard, and another's holds here`(vector: Vector) throws {
    let message = try #require([UInt8](hexadecimal: vector.message))
    let publicKey = try #require([UInt8](hexadecimal: vector.publicKey))
    let signature = try #require([UInt8](hexadecimal: vector.signature))
    #expect(Ed25519Signer.isSignature(signature, of: message, by: publicKey))
    #expect(!Ed25519Signer.isSignature(signature, of: message + [0], by: publicKey))
    var other = signature
    other[0] ^= 1
    #expect(!Ed25519Signer.isSignature(other, of: message, by: publicKey))
    let secret = try #require([UInt8](hexadecimal: vector.secret))
    let signer = try Ed25519Signer(privateKey: secret)
    #expect(signer.publicKey == publicKey)
    let own = try signer.signature(for: message)
    #expect(Ed25519Signer.isSignature(own, of: message, by: publicKey))
    #if !canImport(Darwin)
      // The standard's signature is the only one; Apple's has a random part, and holds too.
      #expect(own == signature)
    #endif
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
