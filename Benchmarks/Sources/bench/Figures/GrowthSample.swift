/// What one ledger of one size printed in one round.
struct GrowthSample: Codable {
  let orders: Int
  let round: Int
  var lines: [PeerLine] = []
}
