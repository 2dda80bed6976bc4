// SPDX-License-Identifier: Apache-2.0

// Judges our ledger with golang.org/x/mod/sumdb: signed notes, records, trees, tiles.
//
//	judge log FOLDER VKEY           every tile and every entry of a published log
//	judge proof FILE VKEY           a c2sp.org/tlog-proof@v1 file
//	judge tree FILE OLD NEW VKEY    a consistency proof (base64 lines) between two checkpoints
//
// It prints "ok", or ends with 1 and the reason.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// tiles reads the tiles of a published folder.
type tiles struct{ folder string }

func (t tiles) Height() int { return height }

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
		path = strings.Replace(path, "tile/data/", "tile/entries/", 1)
		content, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		found = append(found, content)
	}
	return found, nil
}

// open checks a checkpoint's signature and reads it.
func open(raw []byte, vkey string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(raw, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, errors.New("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func hashes(lines []string) ([]tlog.Hash, error) {
	var found []tlog.Hash
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		found = append(found, hash)
	}
	return found, nil
}

func judgeProof(file, vkey string) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	start, checkpoint, _ := bytes.Cut(raw, []byte("\n\n"))
	lines := strings.Split(string(start), "\n")
	if len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a proof")
	}
	leaf, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	if err != nil {
		return err
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	if err != nil {
		return err
	}
	path, err := hashes(lines[3:])
	if err != nil {
		return err
	}
	tree, err := open(checkpoint, vkey)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(leaf))
}

func judgeTree(file, older, newer, vkey string) error {
	var trees [2]tlog.Tree
	for at, path := range []string{older, newer} {
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if trees[at], err = open(raw, vkey); err != nil {
			return err
		}
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	proof, err := hashes(strings.Fields(string(raw)))
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, trees[1].N, trees[1].Hash, trees[0].N, trees[0].Hash)
}

func judgeLog(folder, vkey string) error {
	raw, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return err
	}
	tree, err := open(raw, vkey)
	if err != nil {
		return err
	}
	reader := tlog.TileHashReader(tree, tiles{folder}) // holds each tile against the signed root
	for first := int64(0); first < tree.N; first += 1 << height {
		width := tree.N - first
		if width > 1<<height {
			width = 1 << height
		}
		bundle := tlog.Tile{H: height, L: -1, N: first >> height, W: int(width)}
		content, err := tiles{folder}.ReadTiles([]tlog.Tile{bundle})
		if err != nil {
			return err
		}
		if err := judgeEntries(reader, first, width, content[0]); err != nil {
			return err
		}
	}
	return nil
}

func judgeEntries(reader tlog.HashReader, first, width int64, content []byte) error {
	var places []int64
	for at := first; at < first+width; at++ {
		places = append(places, tlog.StoredHashIndex(0, at))
	}
	stored, err := reader.ReadHashes(places)
	if err != nil {
		return err
	}
	for at := range stored {
		if len(content) < 2 || len(content) < 2+int(binary.BigEndian.Uint16(content)) {
			return fmt.Errorf("entry %d is cut short", first+int64(at))
		}
		end := 2 + int(binary.BigEndian.Uint16(content))
		if tlog.RecordHash(content[2:end]) != stored[at] {
			return fmt.Errorf("entry %d has another hash", first+int64(at))
		}
		content = content[end:]
	}
	if len(content) > 0 {
		return errors.New("a bundle holds more than it should")
	}
	return nil
}

func judge(arguments []string) error {
	switch {
	case len(arguments) == 3 && arguments[0] == "log":
		return judgeLog(arguments[1], arguments[2])
	case len(arguments) == 3 && arguments[0] == "proof":
		return judgeProof(arguments[1], arguments[2])
	case len(arguments) == 5 && arguments[0] == "tree":
		return judgeTree(arguments[1], arguments[2], arguments[3], arguments[4])
	}
	return errors.New("usage: judge log|proof|tree …")
}

func main() {
	if err := judge(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("ok")
}
