"""The installed library can be found, compiled against and run by somebody else's CMake project."""
import os
import pathlib
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get('STEMMA_SOURCE_DIR', pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get('STEMMA_BUILD_DIR', SOURCE / 'build' / 'dev'))


def run(*command, **more):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, **more)
    assert done.returncode == 0, f'{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}'
    return done.stdout


class Embed(unittest.TestCase):
    def test_a_strangers_program_reads_a_page(self):
        with tempfile.TemporaryDirectory() as folder:
            prefix, build = pathlib.Path(folder, 'prefix'), pathlib.Path(folder, 'build')
            run('cmake', '--install', BUILD, '--prefix', prefix, '--component', 'development')
            run('cmake', '-G', 'Ninja', '-S', SOURCE / 'examples' / 'embed', '-B', build, f'-DCMAKE_PREFIX_PATH={prefix}')
            run('cmake', '--build', build)
            page = pathlib.Path(folder, 'page.txt')
            page.write_text('Mayor denies a flood\n\nThe mayor, Ada Quill, said that the river had never left its bed.\n')
            out = run(build / 'who_says', page)
            self.assertIn('the river had never left its bed', out)


if __name__ == '__main__':
    unittest.main()
