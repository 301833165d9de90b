import Hummingbird
import Mustache

func x() { _ = Router() }
