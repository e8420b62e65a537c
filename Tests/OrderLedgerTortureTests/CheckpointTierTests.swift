import Testing

@testable import OrderLedgerTorture

@Suite struct CheckpointTierTests {
  /// The system's of Debian 12, and SQLite's own of the same version.
  @Test func `of SQLite's own source the version says enough, of an edited one it does not`() {
    let own = "2022-12-28 14:03:47 df5c253c0b3dd24916e4ec7cf77d3db5294cc9fd45ae7b9c5e82ad8197f38a24"
    #expect(!CheckpointTier.isEdited(own))
    #expect(CheckpointTier.isEdited("\(own.dropLast(4))alt1"))
    #expect(CheckpointTier.isEdited("\(own.dropLast(4))alt2"))
    #expect(!CheckpointTier.isEdited(""))
  }
}
