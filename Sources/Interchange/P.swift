import Yams
import Crypto
func x() { _ = SHA256.hash(data: [UInt8]()) }
