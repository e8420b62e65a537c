/// What one contestant printed in one round.
struct Sample: Codable {
  let entry: Entry
  let round: Int
  let lines: [PeerLine]

  func line(_ phase: String) -> PeerLine? { lines.first { $0.phase == phase } }
}
