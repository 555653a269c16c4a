static void included(struct softc *sc) {
  first(sc);
}
